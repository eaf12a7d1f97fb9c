import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPastedToken } from '#lib/amazon/read-pasted-token.ts'
import { errors, isAppError } from '#lib/errors.ts'

const body = `IwEBI${'Jx7_-wkQ2'.repeat(40)}`
const token = `Atzr|${body}`

/** The result as plain data. */
function read(text: string) {
  const { refreshToken, removed } = readPastedToken(text)
  return { token: refreshToken.expose(), removed }
}

function refusalOf(text: string): string {
  try {
    readPastedToken(text)
  } catch (error) {
    if (isAppError(error)) {
      expect(`${error.message} ${JSON.stringify(error.details)}`).not.toContain(body.slice(5, 20))
      return error.code
    }
    throw error
  }
  throw new Error('it was taken')
}

describe('a refresh token is found', () => {
  test.each([
    ['alone', token, []],
    ['with blanks around it', `  ${token}\n`, ['blanks']],
    ['broken into lines', `${token.slice(0, 100)}\r\n  ${token.slice(100)}`, ['blanks']],
    ['with what the eye does not see', `\ufeff${token.slice(0, 9)}\u200b${token.slice(9)}`, ['blanks']],
    ['in quotation marks', `"${token}"`, ['quotes']],
    ['in typographic ones', `“${token}”`, ['quotes']],
    ['in backquotes, with a comma', `\`${token}\`,`, ['quotes', 'surroundings']],
    ['percent-encoded', `Atzr%7C${body}`, ['encoding']],
    ['percent-encoded twice', `Atzr%257C${body}`, ['encoding']],
    ['as a line of a file', `REFRESH_TOKEN="${token}"`, ['quotes', 'surroundings']],
    [
      'as a parameter',
      `grant_type=refresh_token&refresh_token=Atzr%7C${body}&client_id=x`,
      ['encoding', 'surroundings'],
    ],
    [
      "in LWA's answer, beside the access token",
      JSON.stringify({ access_token: `Atza|${body}`, refresh_token: token, expires_in: 3600 }, null, 2),
      ['quotes', 'blanks', 'surroundings'],
    ],
  ])('%s', (_where, text, removed) => {
    expect(read(text)).toEqual({ token, removed })
  })
})

describe('a text that isn’t a refresh token is recognized', () => {
  test.each([
    ['nothing', ' \n ', 'pasted_nothing'],
    ['empty quotation marks', '""', 'pasted_nothing'],
    ['words', 'I have it somewhere', 'pasted_no_token'],
    ['an access token', `Atza|${body}`, 'pasted_access_token'],
    ['an access token in quotation marks', `'Atza|${body}'`, 'pasted_access_token'],
    ['a percent-encoded access token', `Atza%7C${body}`, 'pasted_access_token'],
    ['a grantless token', `Atc|${body}`, 'pasted_grantless_token'],
    ['a restricted data token', `Atz.sprdt|${body}`, 'pasted_restricted_token'],
    ['the typing error of the guide', `Aztr|${body}`, 'pasted_token_misspelt'],
    ['an authorization code', 'ANcdEfGhIjKlMnOpQrSt', 'pasted_code'],
    ['the address with a code', 'https://app.example/?spapi_oauth_code=ANabc&state=1', 'pasted_code'],
    ['a client secret', `amzn1.oa2-cs.v1.${'a1'.repeat(32)}`, 'pasted_client_secret'],
    ['an older client secret', 'a1'.repeat(32), 'pasted_client_secret'],
    ['a client id', `amzn1.application-oa2-client.${'a1'.repeat(16)}`, 'pasted_id'],
    ['an application id', 'amzn1.sp.solution.00000000-0000-4000-8000-000000000000', 'pasted_id'],
    ['the beginning of one', token.slice(0, 40), 'pasted_token_short'],
    ['one with dots at its end', `${token.slice(0, 120)}…`, 'pasted_token_short'],
    ['one that is too long', `Atzr|${'a'.repeat(2_050)}`, 'pasted_token_long'],
    ['a whole file', 'x'.repeat(30_000), 'pasted_token_long'],
    ['small letters', token.toLowerCase(), 'pasted_token_damaged'],
    ['a character that no token has', `${token.slice(0, 80)}ü${token.slice(80)}`, 'pasted_token_damaged'],
    ['two different ones', `${token}, ${token}x`, 'pasted_two_tokens'],
    ['two without anything between them', token + token, 'pasted_two_tokens'],
  ])('%s', (_what, text, code) => {
    expect(refusalOf(text)).toBe(code)
  })
})

test('any text is either accepted or recognized, and an accepted one has the form of a token', () => {
  const noise = fc.constantFrom(
    ...'"\'`“„ \n\t\u200b,;&=%|.…<{[('.split(''),
    '%7C',
    '%25',
    'Atzr|',
    'Atza|',
    'Aztr|',
    'amzn1.',
  )
  const piece = fc.oneof(
    noise,
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constant(body),
    fc.constant(token),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      try {
        const { refreshToken } = readPastedToken(text)
        expect(refreshToken.expose()).toMatch(/^Atzr\|[\w+/=.~-]{59,2043}$/)
      } catch (error) {
        if (!isAppError(error)) throw error
        expect(Object.hasOwn(errors, error.code) && error.code.startsWith('pasted_')).toBe(true)
      }
    }),
    { numRuns: 10_000 },
  )
})

test('a token is found unchanged, whatever surrounds it', () => {
  const around = fc.array(fc.constantFrom('"', "'", ' ', '\n', '\t', '“', '”'), { maxLength: 6 })
  fc.assert(
    fc.property(around, fc.nat({ max: token.length }), around, around, (before, at, inside, after) => {
      const blanks = inside.filter((one) => one.trim() === '')
      const broken = token.slice(0, at) + blanks.join('') + token.slice(at)
      expect(read(before.join('') + broken + after.join('')).token).toBe(token)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['Atzr%25', 'pasted_token_damaged'],
  ['%7C', 'pasted_no_token'],
  ['"', 'pasted_nothing'],
  ['Atzr|', 'pasted_two_tokens'],
  ['spapi_oauth_code=', 'pasted_code'],
])('repeated %j is refused, and not read when it is too long', (part, code) => {
  expect(() => readPastedToken(part.repeat(Math.floor(20_000 / part.length)))).toThrow(code)
  expect(() => readPastedToken(part.repeat(30_000))).toThrow('pasted_token_long')
})
