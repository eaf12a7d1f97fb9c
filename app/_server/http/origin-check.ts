/**
 * Whether this request comes from our own pages, by `Sec-Fetch-Site`, which no page can forge. Without it (an old
 * browser), by an exact `Origin`, or by the `Referer` if there is no `Origin`. A request with none of them is refused.
 */
export function isOwnRequest(headers: Pick<Headers, 'get'>, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null ? headers.get('referer')?.startsWith(`${appUrl}/`) === true : origin === appUrl
}
