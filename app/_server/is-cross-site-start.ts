/**
 * Whether another site led a browser to `/authorize`. Only Amazon has a reason to, and says where to return to; anybody
 * else would start an authorization that nobody asked for. An empty return address counts as none, as it does later.
 */
export function isCrossSiteStart(headers: Pick<Headers, 'get'>, query: URLSearchParams): boolean {
  const site = headers.get('sec-fetch-site')
  const foreign = site === 'cross-site' || site === 'same-site'
  return foreign && !query.get('amazon_callback_uri')
}
