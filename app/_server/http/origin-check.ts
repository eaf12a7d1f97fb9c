/**
 * Whether this request comes from our own pages, by `Sec-Fetch-Site`, which no page can forge; without it (an old
 * browser, plain http) by an exact `Origin`. A request with neither is refused.
 */
export function isOwnRequest(headers: Pick<Headers, 'get'>, appUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return headers.get('origin') === appUrl
}
