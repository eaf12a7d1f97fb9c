/**
 * Did another site lead a browser to `/authorize`? Only Amazon does so with reason, and names where to go on to;
 * whoever else does would begin what nobody asked for. An empty name counts as none, as it does when it is read.
 */
export function isLured(headers: Pick<Headers, 'get'>, query: URLSearchParams): boolean {
  const site = headers.get('sec-fetch-site')
  const foreign = site === 'cross-site' || site === 'same-site'
  return foreign && !query.get('amazon_callback_uri')
}
