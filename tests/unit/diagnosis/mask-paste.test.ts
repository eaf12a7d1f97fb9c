import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskPaste } from '#lib/amazon/diagnosis/mask-paste.ts'

const tail = 'IwEBIA-b_cDd1e2Canary'
const hex = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7aaaa'

describe('replaces a secret with the name of its kind', () => {
  test.each([
    ['a refresh token', `refresh_token=Atzr|${tail}`, 'refresh_token=[refresh-token]'],
    ['an access token', `x-amz-access-token: Atza|${tail}`, 'x-amz-access-token: [access-token]'],
    [
      'a grantless token',
      `'x-amz-access-token' => 'Atc|${tail}'`,
      "'x-amz-access-token' => '[grantless-token]'",
    ],
    [
      'a state, but not the parameter after a second question mark',
      'consent?state=q81hd?version=beta',
      'consent?state=[secret]?version=beta',
    ],
    [
      'nothing of which only the end is left',
      'x-amz-access-token: Atza|…k3Vd',
      'x-amz-access-token: Atza|…k3Vd',
    ],
    ['a restricted data token', `"Atz.sprdt|${tail}"`, '"[restricted-data-token]"'],
    ['a client secret', `client_secret=amzn1.oa2-cs.v1.${hex}`, 'client_secret=[client-secret]'],
    ['an old client secret in PHP', `"lwaClientSecret" => "${hex}",`, '"lwaClientSecret" => "[secret]",'],
    ['an old client secret in Python', `lwa_client_secret='${hex}',`, "lwa_client_secret='[secret]',"],
    ['a printed PHP array', `[refresh_token] => Atzr|${tail}`, '[refresh_token] => [refresh-token]'],
    ['an authorization code in JSON', '"code":"ANqLLJsFXXXabc"', '"code":"[code]"'],
    ['an authorization code in PHP', "'code' => 'ANURabcdefgh1234'", "'code' => '[code]'"],
    ['an XML element', `<client_secret>${hex}</client_secret>`, '<client_secret>[secret]</client_secret>'],
    [
      'a part of a multipart form',
      `name="client_secret"\r\n\r\n${hex}\r\n--`,
      'name="client_secret"\r\n\r\n[secret]\r\n--',
    ],
    [
      'an AWS secret key',
      "'aws_secret_key' => 'wJalrXUtnFEMIK7MDENGbPxRfi'",
      "'aws_secret_key' => '[secret]'",
    ],
    ['an AWS signature', 'Signature=ca61d60425bc5a6907f2', 'Signature=[secret]'],
    ['a verifier', '"code_verifier":"ippAnHyxkqKC6Erms1Ob9Jm"', '"code_verifier":"[secret]"'],
    [
      'an AWS secret key with slashes, without a name',
      'then wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY went in',
      'then [secret] went in',
    ],
    [
      'an AWS secret key with slashes, with a name',
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'aws_secret_access_key = [secret]',
    ],
    ['a short secret', 'app_secret: hunter2', 'app_secret: [secret]'],
    ['a short secret in JSON', '{"lwaSecret":"a1b2"}', '{"lwaSecret":"[secret]"}'],
    ['a secret in a sentence', 'our secret is hunter2 there', 'our secret is [secret] there'],
    [
      'a code after some words',
      'the code that I got back was ANabcdEFGH1234',
      'the code that I got back was [code]',
    ],
    ['a code after one word', 'code: value ANabcdEFGH1234', 'code: value [code]'],
    ['a buyer’s email address', 'buyer x1y2.z+q@marketplace.amazon.de wrote', 'buyer [email] wrote'],
    ['a secret without a name', `curl … ${hex} …`, 'curl … [secret] …'],
    ['curl’s -u option', `-u id:${hex}`, '-u id:[secret]'],
  ])('%s', (_what, text, masked) => {
    expect(maskPaste(text)).toBe(masked)
    expect(maskPaste(masked)).toBe(masked)
  })
})

test.each([
  '{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}',
  '{"code": "MissingAuthenticationToken"}',
  'x-amzn-RequestId: e7d59c52-1320-4ccf-b76b-fddfee2afa50',
  'amzn1.application-oa2-client.0123456789abcdef0123456789abcdef',
  'amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01',
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
  'https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/documents',
  'client_id=undefined&code=null',
  'lwa_secret: process.env.LWA_SECRET',
  'The LWA secret token you provided has expired.',
  'error code: 403 from the endpoint getMarketplaceParticipations',
  'resulted in a `401 Unauthorized` response',
])('keeps what people need to read: %s', (text) => {
  expect(maskPaste(text)).toBe(text)
})

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'
const body = fc
  .string({ unit: fc.constantFrom(...alphabet), minLength: 24, maxLength: 80 })
  .map((text) => `Q${text}9z`)
const secret = fc.oneof(
  body.map((text) => `Atzr|${text}`),
  body.map((text) => `Atza|${text}`),
  body.map((text) => `Atc|${text}`),
  body.map((text) => `amzn1.oa2-cs.v1.${text}`),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
)
const name = fc.constantFrom(
  'refresh_token',
  'client_secret',
  'access_token',
  'x-amz-access-token',
  'lwaClientSecret',
  'refreshToken',
)
const wrapped = fc
  .tuple(name, secret)
  .chain(([key, value]) =>
    fc
      .constantFrom(
        `${key}=${value}&x=1`,
        `${key}: ${value}`,
        JSON.stringify({ [key]: value }),
        JSON.stringify(JSON.stringify({ [key]: value })),
        inspect({ [key]: value }),
        `'${key}' => '${value}',`,
        `[${key}] => ${value}`,
        `${key} = "${value}"`,
        `--data-urlencode '${key}=${value}'`,
        `-H "${key}: ${value}"`,
        `&quot;${key}&quot;:&quot;${value}&quot;`,
        `${key}=${encodeURIComponent(value)}`,
        `<${key}>${value}</${key}>`,
        `name="${key}"\r\n\r\n${value}`,
        `got ${value} from Amazon`,
      )
      .map((text) => ({ text, value })),
  )
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('"', "'", '\\', '{', '}', '\n', ' => ', 'invalid_grant', '&', 'code=', '%22', '<html>'),
)

test('masks secrets in any wrapping: 10,000 cases', () => {
  fc.assert(
    fc.property(noise, wrapped, noise, (before, { text, value }, after) => {
      const masked = maskPaste(`${before} ${text} ${after}`)
      const core = value.replace(/^.*[|.]/, '')
      for (let start = 0; start + 12 <= core.length; start += 4) {
        expect(masked).not.toContain(core.slice(start, start + 12))
      }
    }),
    { numRuns: 10_000 },
  )
})

test.each([
  'the LWA secret we use: 9f8e7d',
  'Secret key (AWS): zzz1',
  'app-secret "abc1"',
  'SECRET=ab',
  'mein Secret lautet geheim42',
  'el código que recibimos es ANabcdEFGH12345678',
  'コードは ANabcdEFGH12345678 でした',
  '授权码是 ANabcdEFGH12345678',
  'größe@müller.de',
])('masks %s', (text) => {
  const value = /9f8e7d|zzz1|abc1|\bab$|geheim42|ANabcd\w+|\S+@\S+/.exec(text)?.[0] ?? ''
  expect(value).not.toBe('')
  expect(maskPaste(text)).not.toContain(value)
})
