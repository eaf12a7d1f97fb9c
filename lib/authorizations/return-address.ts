/**
 * The address to which a seller may be led after an authorization, or null: the text before its query must be, letter
 * by letter, one of the application's addresses, so that nothing which a URL parser forgives can lead elsewhere. Pure.
 */
export function judgeReturnTo(text: string, allowed: readonly string[]): string | null {
  if (text.length > longest || !plainQuery.test(text)) return null
  const [place = ''] = text.split('?', 1)
  return allowed.some((address) => place === placeOf(address)) && URL.canParse(text) ? text : null
}

const longest = 2_000
/** Printable ASCII, and no fragment. */
const plainQuery = /^[\x21\x22\x24-\x7e]+$/

function placeOf(address: string): string | undefined {
  return address.split('?', 1)[0]
}

/** Ids only: whoever sees the address learns nothing that opens anything. */
export type ReturnResult =
  | { readonly result: 'connected'; readonly authorization: string }
  | { readonly result: 'failed' }

/** Where the finish page offers to go on, and how it is called there. Null when no return was asked for. Pure. */
export function returnLink(
  returnTo: string | null,
  result: ReturnResult,
): { readonly href: string; readonly host: string } | null {
  const url = returnTo === null ? null : URL.parse(returnTo)
  if (url === null) return null
  // The seller's own link may have claimed a result already.
  for (const name of ['result', 'authorization']) url.searchParams.delete(name)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  return { href: url.href, host: url.host }
}
