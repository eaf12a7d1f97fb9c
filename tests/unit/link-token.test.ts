import { describe, expect, test } from 'vitest'
import { findLinkToken } from '#components/link-token.ts'
import { randomToken } from '#lib/vault/random.ts'

/** Characters around a link that was copied out of a mail, a chat or a document, as a browser writes them. */
const around = (token: string) => [
  ...['.', ',', ')', '>', ']', ';', ':', '!', '?', '"', "'", '*', '_', '-', '%', '/', '=', '&', '|', '`'].map(
    (noise) => token + noise,
  ),
  ...['%20', '%09', '%0A', '%0D%0A', '%C2%A0', '%E2%80%8B', '%EF%BB%BF', '%E2%80%A6', '%FF'].map(
    (noise) => token + noise,
  ),
  ...[').', '%22%3E', '%E2%80%9D', '%3C%2Fa%3E', '%3Cbr%3E', '&gt;', '?utm_source=mail', '#'].map(
    (noise) => token + noise,
  ),
  ...['\u00a0', '\u2026', '\u201d', '\n', ' and so on'].map((noise) => token + noise),
  ...['%3C', '%22', '(', '%20', '%E2%80%9C', '%EF%BB%BF', ' ', '\u201c', '<'].map((noise) => noise + token),
  `${token.slice(0, 20)}%0D%0A${token.slice(20)}`,
  `${token.slice(0, 30)}%20${token.slice(30)}.`,
  `${token.slice(0, 10)}\n  ${token.slice(10)}`,
]

describe.each([
  ['an invitation or a password reset', ''],
  ['a connect link', 'ghl_'],
])('the token of %s', (_name, prefix) => {
  const token = `${prefix}${randomToken().slice(0, 40)}-_A`

  test('is found in a link that was copied with its surroundings', () => {
    for (const text of around(token)) expect(findLinkToken(text, prefix), JSON.stringify(text)).toBe(token)
  })

  test('is found even if a mail program encoded characters needlessly', () => {
    const text = token.replaceAll('-', '%2D').replaceAll('_', '%5f')
    expect(findLinkToken(text, prefix)).toBe(token)
  })

  test('is not invented from half a token, or from nothing', () => {
    for (const text of [
      '',
      '.',
      '%',
      token.slice(0, -1),
      `${token.slice(0, -1)}.`,
      `${token.slice(0, -1)}%41`,
    ])
      expect(findLinkToken(text, prefix), text).toBeNull()
  })
})
