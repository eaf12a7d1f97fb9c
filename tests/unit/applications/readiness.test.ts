import { describe, expect, test } from 'vitest'
import { checkReadiness, hasConsent, type Installation } from '#lib/applications/readiness.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const redirectUri = 'https://gatehouse.example.com/sp-api/auth'
const installation: Installation = { redirectUri, simulated: false, now }
const refusal = {
  source: 'lwa',
  status: 401,
  code: 'invalid_client',
  detail: 'Client authentication failed',
} as const
const sound = {
  kind: 'public' as const,
  isSandbox: false,
  retiredAt: null,
  redirectUri,
  logInUri: 'https://gatehouse.example.com/authorize',
  definedBy: 'admin' as const,
  credentialsFailure: null,
  credentialsProblemSeenAt: null,
}

test('an application that fits this installation is ready', () => {
  expect(checkReadiness(sound, installation)).toEqual({ ready: true, paused: false, missing: [] })
  expect(hasConsent(sound)).toBe(true)
})

describe('each reason for a missing Authorize button is one sentence', () => {
  test.each([
    ['retired', { retiredAt: now }, /retired/],
    ['for the sandbox', { isSandbox: true }, /sandbox.*Self-authorize/],
    ['private', { kind: 'private' as const }, /private.*Self-authorize/],
    ['without a Login URI', { logInUri: null }, /Login URI.*MD9100/],
    ['with one address for both', { logInUri: redirectUri }, /two different addresses/],
    [
      'with the redirect URI of another installation',
      { redirectUri: `${redirectUri}/` },
      /https:\/\/gatehouse\.example\.com\/sp-api\/auth\/, but this installation uses/,
    ],
    [
      'whose credentials were refused a minute ago',
      { credentialsFailure: refusal, credentialsProblemSeenAt: ago(1) },
      /LWA 401 invalid_client/,
    ],
  ])('%s', (_, change, sentence) => {
    const { ready, missing } = checkReadiness({ ...sound, ...change }, installation)
    expect(ready).toBe(false)
    expect(missing).toHaveLength(1)
    expect(missing[0]).toMatch(sentence)
  })
})

test('a retired, private or sandbox application doesn’t need a consent page', () => {
  for (const change of [{ retiredAt: now }, { kind: 'private' as const }, { isSandbox: true }]) {
    expect(hasConsent({ ...sound, ...change })).toBe(false)
  }
})

test('credentials that were refused long ago are tried again by the next seller', () => {
  const refused = { ...sound, credentialsFailure: refusal, credentialsProblemSeenAt: ago(15) }
  expect(checkReadiness(refused, installation).ready).toBe(true)
})

test('an address without https is a problem at Amazon, but not at a simulated one', () => {
  const local = 'http://localhost:3000/sp-api/auth'
  const application = { ...sound, redirectUri: local }
  expect(checkReadiness(application, { ...installation, redirectUri: local }).missing).toEqual([
    expect.stringContaining('Set APP_URL to an https address'),
  ])
  expect(checkReadiness(application, { redirectUri: local, simulated: true, now }).ready).toBe(true)
})

test('all missing settings are reported together', () => {
  const { missing } = checkReadiness(
    { ...sound, redirectUri: 'http://localhost:3000/x', logInUri: null, credentialsProblemSeenAt: now },
    { redirectUri: 'http://localhost:3000/sp-api/auth', simulated: false, now },
  )
  expect(missing).toHaveLength(4)
})

test('while Amazon refuses the credentials of an application that is set up, connecting is paused, not unconfigured', () => {
  const refused = { credentialsFailure: refusal, credentialsProblemSeenAt: installation.now }
  expect(checkReadiness({ ...sound, ...refused }, installation)).toMatchObject({ ready: false, paused: true })
  expect(checkReadiness({ ...sound, ...refused, logInUri: null }, installation)).toMatchObject({
    ready: false,
    paused: false,
  })
  expect(checkReadiness({ ...sound, ...refused, retiredAt: installation.now }, installation).paused).toBe(
    false,
  )
})
