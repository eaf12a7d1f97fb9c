import { isOneLine } from '../storable-text.ts'

/**
 * The return URL after an authorization, or null. The text before its query must exactly equal one of the application's
 * addresses, so that nothing a lenient URL parser accepts can lead elsewhere. The query can be anything and is kept;
 * unescaped characters in it are escaped.
 */
export function parseReturnTo(text: string, allowed: readonly string[]): string | null {
  if (text.length > longest || text.includes('#') || !isOneLine(text)) return null
  const place = placeOf(text)
  if (!allowed.some((address) => place === placeOf(address))) return null
  const escaped = place + escapeNonAscii(text.slice(place.length))
  return URL.canParse(escaped) ? escaped : null
}

const longest = 2_000

function escapeNonAscii(text: string): string {
  return text.replace(/[^\x21-\x7e]+/gu, encodeURIComponent)
}

function placeOf(address: string): string {
  return address.split('?', 1)[0] ?? ''
}

/** Ids only: a leaked URL gives access to nothing. */
export type ReturnResult =
  | { readonly result: 'connected'; readonly authorization: string }
  | { readonly result: 'failed' }

/** A page of the company's, offered at the end of an authorization. */
export interface ReturnLink {
  readonly href: string
  readonly host: string
}

/**
 * The address at which the finish page offers to continue: as it came, byte for byte, with the result at the end of its
 * query. Null when no return was requested.
 */
export function returnLink(returnTo: string | null, result: ReturnResult): ReturnLink | null {
  const url = returnTo === null ? null : URL.parse(returnTo)
  if (returnTo === null || url === null) return null
  const place = placeOf(returnTo)
  const query = returnTo.slice(place.length + 1)
  // The seller's own link may already contain a result.
  const kept = query === '' ? [] : query.split('&').filter((pair) => !claimsResult(pair))
  const added = Object.entries(result).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return { href: `${place}?${[...kept, ...added].join('&')}`, host: url.host }
}

function claimsResult(pair: string): boolean {
  return ['result', 'authorization'].some((name) => new URLSearchParams(`&${pair}`).has(name))
}
