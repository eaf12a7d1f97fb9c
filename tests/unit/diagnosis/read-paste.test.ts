import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readLimits, readPaste, readWhole } from '#lib/amazon/diagnosis/read-paste.ts'
import { readThreads } from './threads/rounds-1-and-2.ts'

const error =
  '{"error_description":"The request has an invalid grant parameter : code","error":"invalid_grant"}'
const idsOf = (paste: string) => diagnose(readPaste(paste)).map(({ id }) => id)

describe('finds an error in any wrapping', () => {
  test.each([
    ['in JSON inside JSON', JSON.stringify({ body: error })],
    ['escaped twice', JSON.stringify(JSON.stringify({ body: error }))],
    ['in HTML', `<pre>${error.replaceAll('"', '&quot;')}</pre>`],
    ['in Python bytes', `Response content: b'${error}'`],
    [
      'in a stack trace of Java',
      `com.amazon.sellingpartner.ApiException: Bad Request\n\tat com.amazon.A.b(A.java:953)\nCaused by: ${error}`,
    ],
    ['truncated', error.slice(0, -20)],
    ['over several lines', JSON.stringify(JSON.parse(error), null, 4)],
    ['in curly quotation marks', error.replaceAll('"', '”')],
    ['in capitals', error.toUpperCase()],
    ['at the end of a long log', `${'line of a log\n'.repeat(10_000)}${error}`],
    ['at the start of a long log', `${error}${'\nline of a log'.repeat(10_000)}`],
  ])('%s', (_how, paste) => {
    expect(idsOf(paste)).toContain('code-refused')
  })
})

describe('a forwarded email', () => {
  const head = 'Content-Transfer-Encoding: quoted-printable\n\n'

  test('reads as it was before it was sent', () => {
    expect(readPaste(`${head}MD1000 =E2=80=93 applica=\r\ntion_id=3Dx`).masked).toContain(
      'MD1000 – application_id=x',
    )
  })

  test.each([['MD1000 =00=1B[2J'], ['MD1000 applica=\ntion_id=3Dx =00=1B[2J =C2=9B31m'], ['=3D=00=3D']])(
    'brings back no control characters: %s',
    (body) => {
      expect(readPaste(head + body).masked).not.toMatch(/(?![\n\t\r])\p{Cc}/u)
    },
  )

  test.each([
    ['Our mailer sends quoted-printable. getOrders with createdAfter=2026-01-01 answers 403'],
    ['export AFTER=\ngetOrders?createdAfter=2026-01-01 answers 403'],
  ])('isn’t every text that has an equals sign: %s', (text) => {
    expect(readPaste(text).masked).toContain('createdAfter=2026-01-01')
  })
})

describe('several errors in one text', () => {
  test('are all diagnosed, the application’s own mistake first', () => {
    expect(
      idsOf(`${error}\n{"error":"invalid_client","error_description":"Client authentication failed"}`),
    ).toEqual(['credentials-refused', 'code-refused'])
  })

  test('get at most four diagnoses', () => {
    expect(idsOf(readThreads.map(({ paste }) => paste).join('\n'))).toHaveLength(4)
  })
})

describe('diagnoses nothing', () => {
  test.each(['', ' ', 'hello', 'npm ERR! code ELIFECYCLE', '\u0000\u0001', '{}', '[[[['.repeat(1_000)])(
    'from %j',
    (paste) => {
      expect(diagnose(readPaste(paste))).toEqual([])
    },
  )
})

describe('doesn’t mix up words of different languages', () => {
  test.each([
    ['The documentation mentions a Brand Analytics role.', 'says-role-ticked', false],
    ['The application has the Brand Analytics role.', 'says-role-ticked', true],
    ['L’application a bien le rôle Product Listing.', 'says-role-ticked', true],
    ['Today my seller account gets an error.', 'says-many-fail', false],
    ['Todos los vendedores reciben un error.', 'says-many-fail', true],
    ['Hier kommt der Fehler.', 'says-no-longer-works', false],
    ['Suddenly it rejects everything.', 'says-no-longer-works', true],
  ] as const)('%s: %s is %s', (paste, sign, isRead) => {
    expect(readPaste(paste).signs.has(sign)).toBe(isRead)
  })
})

describe('flags a library’s constant as a marketplace, unless the code reads its id', () => {
  test.each([
    ['marketplaceIds=[Marketplaces.US]', false],
    ['marketplaceIds=[Marketplaces.US.name]', true],
    ['marketplaceIds = new[] {MarketPlace.UnitedKingdom.ToString()}', true],
    ['marketplaceIds=[Marketplaces.US.marketplace_id]', false],
    ['marketplaceIds = new[] {MarketPlace.UnitedKingdom.ID}', false],
  ])('%s', (paste, isFlagged) => {
    expect(readPaste(paste).signs.has('marketplace-not-an-id')).toBe(isFlagged)
  })
})

test('skips the middle of a long text, and reports how much', () => {
  const { unread, masked } = readPaste('a b '.repeat(50_000))
  expect(unread).toBe(200_000 - readLimits.head - readLimits.tail)
  expect(masked.length).toBeLessThan(15_000)
})

test('doesn’t show half of a secret at the cut', () => {
  const token = `Atzr|${'Canary123'.repeat(30)}`
  const paste = `${'x '.repeat(readLimits.head / 2 - 40)}${token} ${'y '.repeat(20_000)}${token}${' z'.repeat(readLimits.tail / 2 - 40)}`
  expect(readPaste(paste).masked).not.toContain('anary')
})

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...readThreads.map(({ paste }) => paste)),
  fc.constantFrom(
    '{',
    '"',
    '\\',
    '\\\\"',
    '%25',
    '&quot;',
    '<',
    'http://',
    'https://a?code=',
    'Atzr|',
    'curl ',
    'POST /auth/o2/token',
    '\r\n',
    '\u2028',
    '\ud800',
  ),
  fc.json(),
)

test('reads 10,000 random texts without crashing or inventing causes', () => {
  const ids = new Set(allCauses.map(({ id }) => id))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const { masked, signs, values, seen } = readPaste(pieces.join(''))
      expect(masked.isWellFormed()).toBe(true)
      expect([masked, ...seen].join('\n')).not.toMatch(/Atz[ar]\|[\w-]{4}/)
      for (const { id } of diagnose({ signs, values })) expect(ids).toContain(id)
    }),
    { numRuns: 10_000 },
  )
})

describe('reads in time proportional to the length of the text', () => {
  const parts = [
    'client_secret',
    '\\',
    '"a',
    'cookie:',
    'Atzr|',
    'a-',
    '%25',
    '&quot;',
    'https://a.b/?',
    '(((',
    'code: ',
    'host: ',
    ' ',
    '\t\n',
    'A1',
    'refresh_token ',
    'no refresh ',
    '[403',
    'GET /',
    "'grant_type'",
    'status ',
    '{"a":[(',
    'aB3+/xY9zQ==',
    'https://sellingpartnerapi-eu.amazon.com/orders/v0/orders?a=b ',
    '3 March 2026 the role was added, the seller authorized before. ',
    'the buyer information is not returned ',
    'no messages in the queue, no report is FATAL ',
    'PUT upload https://a',
    '授权错误被拒绝，',
    'message: A must ',
    'redirect uri not ',
    'SKU space ',
    '400 Ab not ',
  ]
  test.each(parts)('of %j again and again', (part) => {
    // If the time grew with the square of the length, two million characters would exceed any test's timeout.
    const text = part.repeat(2_000_000 / part.length)
    expect(readWhole(text).masked).not.toBe('')
  })
})
