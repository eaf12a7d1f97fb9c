import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createProvider } from '#lib/oidc/provider.ts'
import { Secret } from '#lib/secret.ts'
import { createBrowser, startOpenIdProvider } from '../fixtures/openid-provider.ts'
import { refusal } from './people-world.ts'

const redirectUri = 'https://gatehouse.example.com/ops/sign-in/callback'
const real = await startOpenIdProvider([redirectUri])
afterAll(real.close)

const settings = {
  issuer: new URL(real.issuer),
  clientId: real.client.id,
  clientSecret: new Secret(real.client.secret),
  name: 'Acme ID',
  scope: 'openid email profile',
}

beforeEach(() => {
  real.misbehave({})
  real.setPerson('ada', { email: 'ada@example.com', email_verified: true, name: 'Ada', groups: ['it'] })
})

/** A sign-in up to the redirect back to us. */
async function begin(provider = createProvider(settings), maxAgeS: number | null = null) {
  const { url, checks } = await provider.start(redirectUri, maxAgeS)
  return { provider, url, checks, query: await createBrowser()(url, redirectUri) }
}

async function signIn(provider = createProvider(settings), maxAgeS: number | null = null) {
  const { checks, query } = await begin(provider, maxAgeS)
  return provider.finish(redirectUri, query, checks)
}

test('signs in with PKCE, state and nonce, and reads the claims of the userinfo endpoint', async () => {
  const { provider, url, checks, query } = await begin()
  const sent = new URL(url).searchParams
  expect(sent.get('code_challenge_method')).toBe('S256')
  expect(sent.get('state')).toBe(checks.state)
  expect(sent.get('nonce')).toBe(checks.nonce)
  expect(url).not.toContain(checks.codeVerifier)
  expect(await provider.finish(redirectUri, query, checks)).toMatchObject({
    issuer: real.issuer,
    subject: 'ada',
    claims: { email: 'ada@example.com', email_verified: true, groups: ['it'] },
  })
})

test('refuses a state of another sign-in without asking the provider', async () => {
  const provider = createProvider(settings)
  const [mine, other] = [await begin(provider), await begin(provider)]
  const asked = real.requests.length
  await expect(provider.finish(redirectUri, other.query, mine.checks)).rejects.toThrow(
    refusal('sign_in_lost'),
  )
  await expect(provider.finish(redirectUri, '', mine.checks)).rejects.toThrow(refusal('sign_in_lost'))
  expect(real.requests).toHaveLength(asked)
})

test('refuses a code that was used before', async () => {
  const { provider, query, checks } = await begin()
  await provider.finish(redirectUri, query, checks)
  await expect(provider.finish(redirectUri, query, checks)).rejects.toThrow(refusal('sign_in_lost'))
})

test('refuses a code of another browser: its code verifier is missing', async () => {
  const { provider, query, checks } = await begin()
  const codeVerifier = 'x'.repeat(43)
  await expect(provider.finish(redirectUri, query, { ...checks, codeVerifier })).rejects.toThrow(
    refusal('sign_in_lost'),
  )
})

test('refuses an ID token with the nonce of another sign-in', async () => {
  const { provider, query, checks } = await begin()
  await expect(provider.finish(redirectUri, query, { ...checks, nonce: 'another' })).rejects.toThrow(
    refusal('provider_invalid'),
  )
})

test.each([
  ['is signed with an unknown key', { foreignKey: true }],
  ['is for another client', { claims: (claims: object) => ({ ...claims, aud: 'another' }) }],
  ['is of another issuer', { claims: (claims: object) => ({ ...claims, iss: 'https://evil.example' }) }],
  ['has expired', { claims: (claims: object) => ({ ...claims, exp: 1_000 }) }],
  ['names somebody else than the userinfo endpoint', { userinfo: { sub: 'eve', groups: ['it'] } }],
])('refuses an ID token that %s', async (_why, misbehavior) => {
  const { provider, query, checks } = await begin()
  real.misbehave(misbehavior)
  const error = await provider.finish(redirectUri, query, checks).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'provider_invalid', details: { reason: expect.stringMatching(/\w/) } })
})

test('refuses a provider that says it is another issuer', async () => {
  real.misbehave({ issuer: 'https://evil.example' })
  await expect(signIn()).rejects.toThrow(refusal('provider_invalid'))
})

test('accepts a sign-in within max_age, and refuses one from before', async () => {
  await expect(signIn(undefined, 600)).resolves.toMatchObject({ subject: 'ada' })
  const before = Math.floor(Date.now() / 1_000) - 700
  real.misbehave({ claims: (claims) => ({ ...claims, auth_time: before }) })
  await expect(signIn(undefined, 600)).rejects.toThrow(refusal('sign_in_not_recent'))
})

test('a provider that doesn’t say when somebody signed in there lets them in, and is misconfigured for confirmations', async () => {
  expect(await signIn()).toMatchObject({ authenticatedAt: expect.any(Date) })
  real.misbehave({ claims: ({ auth_time: _left, ...claims }) => claims })
  expect(await signIn()).toMatchObject({ authenticatedAt: null })
  const error = await signIn(undefined, 600).catch((thrown: unknown) => thrown)
  const reason = 'the ID token has no auth_time'
  expect(error).toMatchObject({ code: 'provider_misconfigured', details: { reason } })
  real.misbehave({ claims: ({ auth_time: _left, nonce: _too, ...claims }) => claims })
  await expect(signIn()).rejects.toThrow(refusal('provider_invalid'))
})

test('says so when the person cancels', async () => {
  real.setPerson(null)
  await expect(signIn()).rejects.toThrow(refusal('provider_declined'))
})

test('says so when the provider rejects the client secret, and never repeats it', async () => {
  const clientSecret = new Secret('not-the-secret')
  const error = await signIn(createProvider({ ...settings, clientSecret })).catch((thrown: unknown) => thrown)
  const reason = 'status 401 invalid_client'
  expect(error).toMatchObject({ code: 'provider_misconfigured', details: { reason } })
  expect(JSON.stringify(error)).not.toContain('not-the-secret')
})

test('says so when the provider is down, fails, or sends too much', async () => {
  const gone = await startOpenIdProvider([redirectUri])
  await gone.close()
  const issuer = new URL(gone.issuer)
  const down = await signIn(createProvider({ ...settings, issuer })).catch((thrown: unknown) => thrown)
  expect(down).toMatchObject({ code: 'provider_unreachable', details: { reason: 'not-sent ECONNREFUSED' } })
  real.misbehave({ status: 503 })
  await expect(signIn()).rejects.toThrow(refusal('provider_unreachable'))
  real.misbehave({ discoveryBytes: 2_000_000 })
  const flood = await signIn().catch((thrown: unknown) => thrown)
  expect(flood).toMatchObject({
    code: 'provider_unreachable',
    details: { reason: expect.stringMatching(/^too-large/) },
  })
})

test('says so when the provider fails between the redirect and the token', async () => {
  const { provider, query, checks } = await begin()
  real.misbehave({ status: 500 })
  await expect(provider.finish(redirectUri, query, checks)).rejects.toThrow(refusal('provider_unreachable'))
})

test('gives up on a provider that does not answer', async () => {
  const slow = await startOpenIdProvider([redirectUri])
  onTestFinished(slow.close)
  slow.misbehave({ hangs: true })
  const provider = createProvider({ ...settings, issuer: new URL(slow.issuer) })
  const error = await provider.start(redirectUri, null).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'provider_unreachable', details: { reason: 'timeout TIMEOUT' } })
}, 30_000)

test('recovers from an outage without a restart, and asks for the provider’s settings once', async () => {
  const provider = createProvider(settings)
  real.misbehave({ status: 503 })
  await expect(provider.start(redirectUri, null)).rejects.toThrow(refusal('provider_unreachable'))
  real.misbehave({})
  const before = real.requests.length
  await Promise.all([signIn(provider), signIn(provider)])
  const since = real.requests.slice(before)
  expect(since.filter((path) => path === '/.well-known/openid-configuration')).toHaveLength(1)
})
