import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicationIdOfCallbackUri, isAmazonCallbackUri, isBareCallbackPath } from '#lib/amazon/consent.ts'
import { centralHosts } from '#lib/amazon/marketplaces.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { hostileCallbacks } from '../../fixtures/hostile-callbacks.ts'

const id = 'amzn1.sp.solution.1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f'
const path = `/apps/authorize/confirm/${id}`
const good = `https://sellercentral.amazon.com${path}`

test.each([...centralHosts])('A14: %s may get our state', (host) => {
  expect(isAmazonCallbackUri(`https://${host}${path}`, id)).toBe(true)
  expect(isBareCallbackPath(`https://${host}${path}`, id)).toBe(false)
})

test("A14: a bare path of exactly our application's form is recognized, but isn't an address on its own", () => {
  expect(isBareCallbackPath(path, id)).toBe(true)
  expect(isAmazonCallbackUri(path, id)).toBe(false)
})

/** Each of them led, or leads, a parser or a pattern to another place than a reader expects. */
const hostile: Readonly<Record<string, readonly string[]>> = {
  'another host': [
    `https://evil.example${path}`,
    `https://amazon.com.evil.example${path}`,
    `https://sellercentral.amazon.com.evil.example${path}`,
    `https://evilamazon.com${path}`,
    `https://sellercentral-amazon.com${path}`,
    `https://amazon.evil${path}`,
    `https://sellercentral.amazon.evil${path}`,
    `https://evil.amazon.com${path}`,
    `https://www.amazon.com${path}`,
    `https://s3.amazon.com${path}`,
    `https://api.amazon.com${path}`,
    `https://sellercentral.amazonaws.com${path}`,
    `https://127.0.0.1${path}`,
    `https://[::1]${path}`,
    `https://evil.example/${good}`,
    `https://evil.example/sellercentral.amazon.com${path}`,
    `https://evil.example?${good}`,
    `https://evil.example#${good}`,
  ],
  'user information': [
    `https://sellercentral.amazon.com@evil.example${path}`,
    `https://sellercentral.amazon.com:x@evil.example${path}`,
    `https://sellercentral.amazon.com%40evil.example${path}`,
    `https://evil.example@sellercentral.amazon.com${path}`,
    `https://@sellercentral.amazon.com${path}`,
    `https://:@sellercentral.amazon.com${path}`,
  ],
  'a port': [
    `https://sellercentral.amazon.com:443${path}`,
    `https://sellercentral.amazon.com:8443${path}`,
    `https://sellercentral.amazon.com:${path}`,
  ],
  'another scheme': [
    `http://sellercentral.amazon.com${path}`,
    `ftp://sellercentral.amazon.com${path}`,
    `//sellercentral.amazon.com${path}`,
    `///sellercentral.amazon.com${path}`,
    `https:sellercentral.amazon.com${path}`,
    `https:/sellercentral.amazon.com${path}`,
    `https:///sellercentral.amazon.com${path}`,
    `https:evil.example${path}`,
    `sellercentral.amazon.com${path}`,
    `javascript:alert(1)//${good}`,
    `javascript://sellercentral.amazon.com${path}`,
    `data:text/html,${good}`,
    `blob:${good}`,
    `view-source:${good}`,
    `intent://sellercentral.amazon.com${path}#Intent;scheme=https;end`,
  ],
  backslashes: [
    `https:\\\\sellercentral.amazon.com${path}`,
    `https://evil.example\\@sellercentral.amazon.com${path}`,
    `https://sellercentral.amazon.com\\@evil.example${path}`,
    `https://sellercentral.amazon.com\\.evil.example${path}`,
    `\\\\evil.example${path}`,
    `/\\evil.example${path}`,
    `https://sellercentral.amazon.com${path.replaceAll('/', '\\')}`,
  ],
  'white space and controls': [
    ` ${good}`,
    `${good} `,
    `\t${good}`,
    `${good}\n`,
    `https://sellercentral.amazon.com\t.evil.example${path}`,
    `ht\ntps://sellercentral.amazon.com${path}`,
    `https://sellercentral.amazon.com\r\n${path}`,
    `https://sellercentral.amazon.com\u0000.evil.example${path}`,
    `https://sellercentral.amazon\u00ad.com${path}`,
    `https://sellercentral\u200b.amazon.com${path}`,
    `\ufeff${good}`,
  ],
  'letters that look or fold alike': [
    `https://sellercentral.\u0430mazon.com${path}`,
    `https://sellercentral.ama\u017fon.com${path}`,
    `https://\uff53ellercentral.amazon.com${path}`,
    `https://sellercentral\u3002amazon\u3002com${path}`,
    `https://sellercentral.amazon.\u2102om${path}`,
    `https://xn--ellercentral-qvb.amazon.com${path}`,
    `https://SELLERCENTRAL.amazon.com${path}`,
    `HTTPS://sellercentral.amazon.com${path}`,
    `https://sellercentral.amazon.com./${path.slice(1)}`,
    `https://.sellercentral.amazon.com${path}`,
    `https://sellercentral..amazon.com${path}`,
    `https://%73ellercentral.amazon.com${path}`,
  ],
  'another path': [
    'https://sellercentral.amazon.com',
    'https://sellercentral.amazon.com/',
    `https://sellercentral.amazon.com/apps/authorize/confirm/`,
    `https://sellercentral.amazon.com/apps/authorize/consent/${id}`,
    `https://sellercentral.amazon.com/gp/redirect?to=${path}`,
    `https://sellercentral.amazon.com/..${path}`,
    `https://sellercentral.amazon.com/x/..${path}`,
    `https://sellercentral.amazon.com/.${path}`,
    `https://sellercentral.amazon.com/${path}`,
    `https://sellercentral.amazon.com${path}/`,
    `https://sellercentral.amazon.com${path}/../../../redirect`,
    `https://sellercentral.amazon.com${path}%2f..`,
    `https://sellercentral.amazon.com${path.replace('/confirm/', '%2fconfirm%2f')}`,
    `https://sellercentral.amazon.com${path.replace('/confirm/', '%252fconfirm%252f')}`,
    `https://sellercentral.amazon.com${path.toUpperCase()}`,
    `https://sellercentral.amazon.com${encodeURIComponent(path)}`,
    encodeURIComponent(good),
    encodeURIComponent(encodeURIComponent(good)),
  ],
  'something behind it': [
    `${good}?`,
    `${good}?state=attackers`,
    `${good}?amazon_state=x`,
    `${good}#`,
    `${good}#state`,
    `${good};x`,
    `${good}@evil.example`,
    `${good},https://evil.example`,
  ],
  'another application': [
    'https://sellercentral.amazon.com/apps/authorize/confirm/amzn1.sp.solution.another',
    `${good}0`,
    good.slice(0, -1),
    good.replace('amzn1', 'AMZN1'),
    `${good.slice(0, -36)}*`,
    good.replaceAll('.', '%2e'),
  ],
  nothing: ['', ' ', '/', '//', '?', '#', 'https://', 'null', 'undefined', '[object Object]'],
}

describe.each(Object.entries(hostile))('A15: an amazon_callback_uri with %s', (_kind, uris) => {
  test.each(uris)('is refused: %j', (uri) => {
    expect(isAmazonCallbackUri(uri, id)).toBe(false)
    expect(isBareCallbackPath(uri, id)).toBe(false)
  })
})

describe('A15: neither at Amazon nor beside a simulated one', () => {
  const reached = createOrigins('http://127.0.0.1:4270')
  const behindIt = [
    `http://127.0.0.1:4270/evil.example${path}`,
    `http://127.0.0.1:4270//sellercentral.amazon.com${path}`,
    `http://127.0.0.1:4270/x/../sellercentral.amazon.com${path}`,
    `http://127.0.0.1:4270/sellercentral.amazon.com@evil.example${path}`,
    `http://127.0.0.1:4270.evil.example/sellercentral.amazon.com${path}`,
    `http://127.0.0.1:4270@evil.example/sellercentral.amazon.com${path}`,
    `http://localhost:4270/sellercentral.amazon.com${path}`,
    `https://127.0.0.1:4270/sellercentral.amazon.com${path}`,
  ]
  test.each([...hostileCallbacks(id), ...behindIt])('is %j taken', (uri) => {
    expect(isAmazonCallbackUri(uri, id) || isBareCallbackPath(uri, id)).toBe(false)
    const canonical = reached.canonical(uri)
    expect(isAmazonCallbackUri(canonical, id) || isBareCallbackPath(canonical, id)).toBe(false)
  })
})

test.each([
  `/${path}`,
  `//evil.example${path}`,
  `/\\evil.example${path}`,
  `.${path}`,
  `${path}?x=1`,
  `${path}#`,
  ` ${path}`,
])('A15: %j is not a bare path', (uri) => {
  expect(isBareCallbackPath(uri, id)).toBe(false)
})

test('A15: only the listed addresses are accepted, to the last character', () => {
  const accepted = new Set([...centralHosts].map((host) => `https://${host}${path}`))
  const place = fc.nat({ max: good.length })
  const piece = fc.oneof(
    fc.constantFrom('/', '\\', '@', ':', '.', '?', '#', '%2f', '\t', '//evil.example'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...accepted), place, fc.nat({ max: 2 }), piece, (uri, at, cut, insert) => {
      const changed = uri.slice(0, at) + insert + uri.slice(at + cut)
      expect(isAmazonCallbackUri(changed, id)).toBe(accepted.has(changed))
    }),
    { numRuns: 10_000 },
  )
})

test('the application is looked up by the id at the end, whatever precedes it', () => {
  expect(applicationIdOfCallbackUri(good)).toBe(id)
  expect(applicationIdOfCallbackUri(path)).toBe(id)
  for (const uri of [
    '',
    good.slice(0, -id.length),
    `${good}?x`,
    `${good}/x`,
    `https://x/${id}`,
    `${good}\n`,
  ]) {
    expect(applicationIdOfCallbackUri(uri)).toBeNull()
  }
})
