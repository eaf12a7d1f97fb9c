/**
 * Whether another site sent the browser to `/authorize`. Only Amazon has a reason to, and names a return address; any
 * other site would start an authorization that the seller didn't ask for. An empty return address counts as missing, as
 * it does later.
 */
export function isCrossSiteStart(headers: Pick<Headers, 'get'>, query: URLSearchParams): boolean {
  const site = headers.get('sec-fetch-site')
  const foreign = site === 'cross-site' || site === 'same-site'
  return foreign && !query.get('amazon_callback_uri')
}
