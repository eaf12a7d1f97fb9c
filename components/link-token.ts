/** Percent-encoded: spaces and line breaks, among them those of no width, of no break, and the byte order mark. */
const whitespace =
  /%(?:09|0A|0D|20|C2%A0|C2%AD|E2%80%8[0-F]|E2%80%A8|E2%80%A9|E2%80%AF|E2%81%A0|E3%80%80|EF%BB%BF)|\s/gi
/** Some mail programs encode these, although they don't need to. */
const encoded: Readonly<Record<string, string>> = { '%2D': '-', '%5F': '_' }

/**
 * The token of a one-time link (256 random bits in base64url, after `prefix`), in part of a URL that was copied along
 * with its surroundings, such as a period, a bracket or a line break inside it. Null when there isn't one.
 */
export function findLinkToken(text: string, prefix = ''): string | null {
  const plain = text
    .replace(whitespace, '')
    .replace(/%[\da-f]{2}/gi, (code) => encoded[code.toUpperCase()] ?? ' ')
  return new RegExp(`${prefix}[\\w-]{43}`).exec(plain)?.[0] ?? null
}
