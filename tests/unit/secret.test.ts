import { format, inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSecret, maskAndCut, maskSecrets, Secret } from '#lib/secret.ts'

const word = 'canary-of-a-secret'
const secret = new Secret(word)

describe('G1: a secret shows as a mask', () => {
  test.each<[string, () => unknown]>([
    ['in a template string', () => `token ${secret}`],
    ['joined to a text', () => ['token', secret].join(' ')],
    ['as text', () => String(secret)],
    ['as JSON', () => JSON.stringify({ nested: [{ secret }], map: Object.entries({ secret }) })],
    ['inspected', () => inspect({ nested: [{ secret }] }, { depth: 9, showHidden: true, getters: true })],
    [
      'inspected without custom inspection',
      () => inspect(secret, { customInspect: false, showHidden: true }),
    ],
    ['formatted', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['in the message of an error', () => new Error(`failed with ${secret}`).stack],
    ['in the cause of an error', () => inspect(new Error('failed', { cause: secret }))],
    ['spread', () => JSON.stringify({ ...secret })],
    ['by its own properties', () => inspect(Object.getOwnPropertyDescriptors(secret), { depth: 9 })],
    ['as an error that was thrown', () => inspect(Object.assign(new Error('x'), { config: { secret } }))],
  ])('%s', (_where, show) => {
    expect(String(show())).not.toContain(word)
  })

  test('and only exposing it returns the value', () => {
    expect(secret.expose()).toBe(word)
    expect(`${secret}`).toBe('[secret]')
  })
})

test('a secret of another copy of lib/ is recognized, and nothing else is', () => {
  expect(isSecret({ [Symbol.for('gatehouse.secret')]: true })).toBe(true)
  for (const other of [null, undefined, 'x', {}, [], () => {}]) expect(isSecret(other)).toBe(false)
})

const tail = 'IwEBIA-b_c/d+e=Canary'
const plainSecret = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7Canary'

describe('G1: Amazon’s secrets are masked anywhere', () => {
  test.each([
    ['an access token', `got Atza|${tail} from LWA`],
    ['a refresh token', `Atzr|${tail}`],
    ['a grantless token', `Atc|${tail}.`],
    ['a restricted data token', `Atz.sprdt|${tail}`],
    ['a token behind a letter or an underscore', `x_Atzr|${tail}`],
    ['a client secret', `secret amzn1.oa2-cs.v1.${plainSecret}`],
    ['an API key of ours', `{"key":"ghk_0123456789ab_${'x'.repeat(37)}Canary"}`],
    ['a token in a form', `grant_type=refresh_token&refresh_token=Atzr%7C${tail}&client_id=x`],
    ['a token encoded on its own', `Atzr%7C${tail}`],
    ['a token encoded twice', `refresh_token%3DAtzr%257C${tail}`],
    ['a token with JSON escapes', String.raw`Atzr\u007cIwEB\/Canary`],
    [
      'an authorization code in the redirect',
      '/sp-api/auth?state=x&spapi_oauth_code=ANCanary&selling_partner_id=A1',
    ],
    ['a bare code', '/sp-api/auth?code=ANCanary'],
    ['a state', '/sp-api/auth?selling_partner_id=A1&state=Canary'],
    ["Amazon's state", '/authorize?amazon_state=MTYwCanary%3D'],
    [
      'a redirect inside of another address',
      'to=https%3A%2F%2Fx%2Fsp-api%2Fauth%3Fcode%3DCanary%26state%3DCanary',
    ],
    ['a plain client secret in a form', `client_id=x&client_secret=${plainSecret}`],
    ['a plain client secret in JSON', `{"client_secret":"${plainSecret}"}`],
    ['a plain client secret in JSON with spaces', `{ "client_secret" : "${plainSecret}" }`],
    [
      'a plain client secret in JSON inside of JSON',
      JSON.stringify(JSON.stringify({ client_secret: plainSecret })),
    ],
    [
      'a plain client secret three levels deep',
      JSON.stringify(JSON.stringify(JSON.stringify({ clientSecret: plainSecret }))),
    ],
    ['a new client secret', `{"newClientSecret":"${plainSecret}"}`],
    ['a printed object', inspect({ clientSecret: plainSecret, client_secret: plainSecret })],
    ['a printed object with a name in quotes', inspect({ 'x-amz-access-token': 'opaque Canary' })],
    ['an opaque token answer', JSON.stringify({ access_token: 'Canary', refresh_token: 'Canary' }, null, 2)],
    ['a restricted data token in JSON', JSON.stringify({ restrictedDataToken: 'Canary' })],
    ['a password with spaces', JSON.stringify({ password: 'correct horse Canary' })],
    ['a header of SP-API', 'x-amz-access-token: Canary'],
    ['an Authorization header', 'authorization: Bearer abcdefghijklmnopCanary'],
    ['credentials as LWA takes them, too', 'Authorization: Basic YW16bjE6Q2FuYXJ5Canary=='],
    ['a cookie', 'cookie: __Host-gatehouse.session=Canary; theme=dark-Canary'],
    ['a cookie that is set', JSON.stringify({ 'set-cookie': '__Host-binding=Canary; Path=/' })],
    ['different cases', 'CLIENT_SECRET=Canary Refresh_Token: Canary'],
  ])('%s', (_what, text) => {
    const masked = maskSecrets(text)
    expect(masked).not.toMatch(/Canary|IwEB|0a1b2c/)
    expect(masked).toContain('[secret]')
    expect(maskSecrets(masked)).toBe(masked)
  })
})

test.each([
  "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
  'The request is missing a required parameter : client_secret',
  '{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : code"}',
  '{"code":"ECONNREFUSED","state":"healthy","status":403}',
  '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}',
  'The access token you provided has expired.',
  'error_code=E1',
  'amzn1.application-oa2-client.0a1b2c and amzn1.sp.solution.0a1b2c',
])('what people need to read stays: %s', (text) => {
  expect(maskSecrets(text)).toBe(text)
})

const longSecret = 'CanaryCanaryCanaryCanaryCanaryCanaryCanaryC'

const cutTexts: readonly (readonly [what: string, text: string])[] = [
  ['an API key', `key ghk_0123456789ab_${longSecret}.`],
  ['a connect link', `/connect/link/ghl_${longSecret} and more`],
  ['a header', `Authorization: Bearer ${longSecret}\nHost: x`],
  ['a refresh token', `{"refresh_token":"Atzr|${longSecret}","expires_in":3600}`],
  ['a form', `a=1&client_secret=${longSecret}&b=2`],
]

test.each(cutTexts)('wherever a text is cut, no part of a secret is left: %s', (_what, text) => {
  for (let length = 0; length <= text.length; length += 1) {
    expect(maskAndCut(text, length), `cut at ${length}`).not.toMatch(/Ca?na?r?y?/)
  }
  expect(maskAndCut(text, 4)).toBe(text.slice(0, 4))
})

test.each(cutTexts)(
  'of a text that somebody else has cut, hardly a part of a secret is left: %s',
  (_what, text) => {
    for (let length = 0; length <= text.length; length += 1) {
      const left = maskSecrets(text.slice(0, length))
      expect(left, `cut at ${length}`).not.toContain(longSecret.slice(0, 16))
    }
  },
)

test('what stands beside a secret stays', () => {
  expect(maskSecrets('a=1&client_secret=x&b=2')).toBe('a=1&client_secret=[secret]&b=2')
  expect(maskSecrets('{"access_token":"x y","expires_in":3600}')).toBe(
    '{"access_token":"[secret]","expires_in":3600}',
  )
})

const fragment = fc.oneof(
  fc.constantFrom(
    'client_secret',
    'refresh_token',
    'password',
    'cookie',
    'code',
    'state',
    'Atzr|',
    'Atza%7C',
  ),
  fc.constantFrom(
    '=',
    ':',
    ': ',
    '"',
    '\\',
    "'",
    '\n',
    '&',
    '{',
    '}',
    ',',
    '\\"',
    'Bearer ',
    'amzn1.oa2-cs.',
    'null',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const nasty = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''))

test('masked JSON is still JSON, and masking twice changes nothing', () => {
  const key = fc.oneof(nasty, fc.constantFrom('client_secret', 'access_token', 'cookie', 'password'))
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      nasty,
      fc.constant(null),
      fc.integer(),
      fc.boolean(),
      nasty.map((text) => JSON.stringify({ client_secret: text })),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
  })).any
  fc.assert(
    fc.property(value, (any) => {
      const masked = maskSecrets(JSON.stringify(any))
      expect(() => JSON.parse(masked)).not.toThrow()
      expect(maskSecrets(masked)).toBe(masked)
    }),
    { numRuns: 10_000 },
  )
})

test('a token anywhere in any text is masked', () => {
  const prefix = fc.constantFrom('Atza|', 'Atzr|', 'Atc|', 'Atz.sprdt|', 'amzn1.oa2-cs.v1.')
  fc.assert(
    fc.property(nasty, prefix, nasty, (before, start, after) => {
      expect(maskSecrets(`${before}${start}Canary${after}`)).not.toContain('Canary')
    }),
    { numRuns: 10_000 },
  )
})

test.each(['client_secret', '\\', '"a', 'cookie:', 'Atzr|', 'a-', '%25'])(
  'masking repeated %j takes time proportional to the length',
  (part) => {
    // Where the time grows with the square of the length, two million characters outlast any test's limit.
    expect(maskSecrets(part.repeat(2_000_000 / part.length))).not.toBe('')
  },
)
