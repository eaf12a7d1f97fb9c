import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagnoseFailure } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { regions } from '#lib/amazon/regions.ts'
import { readEnvironment } from '#lib/env.ts'
import { HttpError, type Send, send } from '#lib/http.ts'
import { askTokenEndpoint, checkAmazon } from '#scripts/doctor/check-amazon.ts'
import { checkHost, classifyHost } from '#scripts/doctor/check-host.ts'
import {
  classifyClock,
  classifyProxies,
  classifyRefresh,
  classifyRegistration,
} from '#scripts/doctor/classify.ts'
import { printFindings } from '#scripts/doctor/finding.ts'
import { startSimulator } from '#simulator/start.ts'

const registered = {
  redirectUri: 'https://gatehouse.example.com/sp-api/auth',
  loginUri: 'https://gatehouse.example.com/authorize',
  status: 'published',
  simulated: false,
} as const

test('A22: notes https without a trusted proxy, because everyone behind it would share one rate limit', () => {
  const host = '127.0.0.1'
  expect(classifyProxies({ appUrl: 'https://gatehouse.example.com', host, trustedProxies: 0 })).toMatchObject(
    [{ verdict: 'note', subject: 'proxies', next: expect.stringContaining('TRUSTED_PROXIES') }],
  )
  expect(classifyProxies({ appUrl: 'https://gatehouse.example.com', host, trustedProxies: 1 })).toEqual([])
  expect(classifyProxies({ appUrl: 'http://localhost:3000', host, trustedProxies: 0 })).toEqual([])
})

test('A22: notes that others than the trusted proxy may reach the app, and choose their address', () => {
  const appUrl = 'https://gatehouse.example.com'
  expect(classifyProxies({ appUrl, host: '0.0.0.0', trustedProxies: 1 })).toMatchObject([
    { verdict: 'note', subject: 'proxies', next: expect.stringContaining('LISTEN_HOST=127.0.0.1') },
  ])
})

describe('the host name that requests arrive with', () => {
  test.each([
    ['a proxy that changes it', 307, 'https://gate.example.com/sign-in?x=1', 'bad', 'X-Forwarded-Host'],
    ['a page', 200, null, 'good', null],
    ['another server', 301, 'https://elsewhere.example/', 'open', null],
    ['an error', 502, null, 'open', null],
  ] as const)('%s', (_what, status, location, verdict, next) => {
    const finding = classifyHost('https://gate.example.com', status, location)
    expect(finding.verdict).toBe(verdict)
    if (next !== null) expect(finding.next).toContain(next)
  })

  test('stays undecided if nothing responds', async () => {
    const silent: Send = () => Promise.reject(new HttpError('not-sent', 'ECONNREFUSED'))
    expect(await checkHost({ appUrl: 'https://gate.example.com' }, silent)).toMatchObject({
      verdict: 'open',
    })
  })
})

describe('the visible part of the registration', () => {
  test.each([
    ['is fine', registered, ['note']],
    ['is a draft', { ...registered, status: 'draft' as const }, ['note', 'note']],
    ['has no https', { ...registered, redirectUri: 'http://gatehouse.example.com/sp-api/auth' }, ['bad']],
    [
      'has no https, but Amazon is simulated',
      { ...registered, redirectUri: 'http://localhost:3000/x', simulated: true },
      ['note'],
    ],
    ['has a fragment', { ...registered, redirectUri: 'https://gatehouse.example.com/#/auth' }, ['bad']],
    ['has the same URL for both', { ...registered, loginUri: registered.redirectUri }, ['bad']],
    ['isn’t a URL', { ...registered, redirectUri: 'sp-api/auth' }, ['bad']],
  ])('%s', (_what, registration, verdicts) => {
    expect(classifyRegistration(registration).map(({ verdict }) => verdict)).toEqual(verdicts)
  })
})

describe('the clock', () => {
  const theirs = 'Sun, 22 Nov 2026 12:00:00 GMT'
  test.each([
    ['agrees', '2026-11-22T12:00:00.400Z', 'good', 'Agrees'],
    ['is a few seconds off', '2026-11-22T12:00:04Z', 'good', 'Agrees'],
    ['is half a minute ahead', '2026-11-22T12:00:31Z', 'bad', '30 seconds ahead'],
    ['is four hours behind', '2026-11-22T08:00:00Z', 'bad', '240 minutes behind'],
  ])('%s', (_what, ours, verdict, words) => {
    const finding = classifyClock(new Date(ours), theirs, 100)
    expect(finding.verdict).toBe(verdict)
    expect(finding.says).toContain(words)
  })

  test('stays undecided without a response', () => {
    expect(classifyClock(new Date(), null, 0).verdict).toBe('open')
    expect(classifyClock(new Date(), 'yesterday', 0).verdict).toBe('open')
  })
})

test('explains a failed refresh with a diagnosis', () => {
  const failure = {
    ...({ source: 'lwa', status: 400, code: 'invalid_grant' } as const),
    detail:
      "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
  }
  expect(classifyRefresh(false, 'Shop', diagnoseFailure(failure))).toMatchObject({
    verdict: 'bad',
    says: expect.stringContaining('LWA refuses the refresh token'),
  })
  expect(classifyRefresh(true, 'Shop', null).verdict).toBe('good')
  expect(classifyRefresh(false, 'Shop', null).verdict).toBe('bad')
})

test('ends with what to fix first', () => {
  const text = printFindings([
    { verdict: 'good', subject: 'database', says: 'Answers.', next: null },
    { verdict: 'bad', subject: 'clock', says: 'Off.', next: 'Set it by NTP.' },
    { verdict: 'bad', subject: 'keys', says: 'Missing.', next: 'Put it back.' },
  ])
  expect(text).toMatch(/Fix first: clock\. Set it by NTP\.$/)
})

const environment = (changes: Record<string, string>) =>
  readEnvironment({
    GATEHOUSE_KEYS: `k1:${'a'.repeat(43)}`,
    AUTH_SECRET: 'x'.repeat(40),
    ...changes,
  })

describe('the connection to Amazon', () => {
  const registeredThere = {
    applicationId: 'amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01',
    lwaClientId: 'amzn1.application-oa2-client.3d1f0a8c5b7e4926a1c04f5e6d7b8a90',
    clientSecret: 'amzn1.oa2-cs.v1.right-one',
  }
  let simulator: Awaited<ReturnType<typeof startSimulator>>
  beforeAll(async () => {
    simulator = await startSimulator({ applications: [registeredThere] })
  })
  afterAll(() => simulator.close())

  const configured = (clientSecret: string) =>
    environment({
      AMAZON_BASE_URL: simulator.origin,
      SP_API_APPLICATION_ID: registeredThere.applicationId,
      LWA_CLIENT_ID: registeredThere.lwaClientId,
      LWA_CLIENT_SECRET: clientSecret,
    })

  test('is fine if LWA and the endpoints respond normally', async () => {
    const findings = await checkAmazon(
      environment({ AMAZON_BASE_URL: simulator.origin }),
      send,
      () => new Date(),
    )
    expect(findings.filter(({ verdict }) => verdict === 'bad')).toEqual([])
    expect(findings.map(({ subject }) => subject)).toContain('token endpoint')
    expect(findings.filter(({ subject }) => subject === 'SP-API')).toHaveLength(Object.keys(regions).length)
  })

  test('shows credentials that LWA accepts', async () => {
    const findings = await checkAmazon(configured(registeredThere.clientSecret), send, () => new Date())
    expect(findings.find(({ subject }) => subject === 'credentials')).toMatchObject({ verdict: 'good' })
  })

  test('shows credentials that LWA refuses', async () => {
    const findings = await checkAmazon(configured('wrong-secret-of-nobody'), send, () => new Date())
    expect(findings.find(({ subject }) => subject === 'credentials')).toMatchObject({ verdict: 'bad' })
  })
})

describe('the token endpoint can’t be reached', () => {
  const answering =
    (status: number, body: string): Send =>
    async () => ({
      status,
      headers: new Headers({ date: new Date().toUTCString() }),
      body,
      durationMs: 1,
    })

  test.each<[string, Send, string]>([
    ['a proxy’s page', answering(200, '<html>Sign in to the network</html>'), 'doesn’t look like Amazon’s'],
    [
      'a host that doesn’t resolve',
      async () => {
        throw new HttpError('not-sent', 'ENOTFOUND')
      },
      'can’t be resolved',
    ],
    [
      'another server’s certificate',
      async () => {
        throw new HttpError('not-sent', 'SELF_SIGNED_CERT_IN_CHAIN')
      },
      'certificate',
    ],
    [
      'no response',
      async () => {
        throw new HttpError('timeout', 'TIMEOUT')
      },
      'in time',
    ],
  ])('%s', async (_what, sending, words) => {
    const findings = await checkAmazon(environment({}), sending, () => new Date())
    expect(findings[0]).toMatchObject({
      verdict: 'bad',
      subject: 'token endpoint',
      says: expect.stringContaining(words),
    })
  })

  test('the probe is an empty form POST to the configured origin', async () => {
    const sent: unknown[] = []
    const watch: Send = async (request) => {
      sent.push(request)
      return {
        status: 400,
        headers: new Headers(),
        body: '{"error":"invalid_request","error_description":""}',
        durationMs: 1,
      }
    }
    await askTokenEndpoint(
      watch,
      createOrigins('http://127.0.0.1:9'),
      'https://api.amazon.com/auth/o2/token',
      {},
    )
    expect(sent).toMatchObject([
      { method: 'POST', url: 'http://127.0.0.1:9/api.amazon.com/auth/o2/token', body: '' },
    ])
  })
})
