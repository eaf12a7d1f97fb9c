import type { ProxySettings } from '#lib/http.ts'
import { type Finding, note } from './finding.ts'

/** The app speaks plain http: whoever reaches it by https comes through a proxy, which must be counted. Pure. */
export function judgeProxies({
  appUrl,
  trustedProxies,
}: {
  readonly appUrl: string
  readonly trustedProxies: number
}): Finding[] {
  if (trustedProxies > 0 || !appUrl.startsWith('https://')) return []
  return [
    note(
      'proxies',
      'APP_URL is https, so a proxy stands in front, but TRUSTED_PROXIES is 0: all visitors share one limit of tries.',
      'Set TRUSTED_PROXIES to how many proxies stand in front, if each of them adds to X-Forwarded-For.',
    ),
  ]
}

/** Through which proxy Amazon is asked; its user and password are nobody's business. */
export function judgeOutgoingProxy(proxy: ProxySettings | null): Finding[] {
  if (proxy === null) return []
  const but = proxy.except === '' ? '' : `, but for the hosts of NO_PROXY (${proxy.except})`
  return [note('proxy', `Amazon is asked through ${new URL(proxy.url.expose()).host} (HTTPS_PROXY)${but}.`)]
}
