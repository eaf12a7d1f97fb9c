import { parseServerUrl } from './database/server-url.ts'
import { loopbackHosts } from './env-values.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** A group is set completely, or not at all. */
const together = [
  ['SP_API_APPLICATION_ID', 'LWA_CLIENT_ID', 'LWA_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLE_MAP'],
  ['SELLER_OIDC_ISSUER', 'SELLER_OIDC_CLIENT_ID', 'SELLER_OIDC_CLIENT_SECRET'],
]

/** Faults that involve more than one variable, or none of ours. */
export function crossFaults(present: Variables): string[] {
  const faults: string[] = []
  for (const group of together) {
    const missing = group.filter((name) => present[name] === undefined)
    if (missing.length < group.length) {
      faults.push(...missing.map((name) => `${name} is missing: ${group.join(', ')} belong together`))
    }
  }
  if (present.OIDC_ONLY === '1') {
    const missing = ['OIDC_ISSUER', 'OIDC_BREAK_GLASS_EMAIL'].filter((name) => present[name] === undefined)
    faults.push(
      ...missing.map(
        (name) => `${name} is missing: with OIDC_ONLY=1, one administrator keeps a password for emergencies`,
      ),
    )
  }
  const admin = ['GATEHOUSE_INIT_ADMIN_EMAIL', 'GATEHOUSE_INIT_ADMIN_PASSWORD_FILE']
  const [missingOfAdmin, ...both] = admin.filter((name) => present[name] === undefined)
  if (missingOfAdmin !== undefined && both.length === 0)
    faults.push(`${missingOfAdmin} is missing: ${admin.join(' and ')} belong together`)
  if (present.DATABASE_DIRECT_URL !== undefined && present.DATABASE_URL === undefined) {
    faults.push('DATABASE_DIRECT_URL needs DATABASE_URL: it names the same database, past a pooler')
  }
  const direct = parseServerUrl(present.DATABASE_DIRECT_URL ?? '')
  if (typeof direct !== 'string' && direct.isPooled)
    faults.push('DATABASE_DIRECT_URL has pooler=transaction: it has to name the server itself')
  const { PORT = '3000', API_PORT = '3001' } = present
  if (Number(PORT) === Number(API_PORT)) faults.push(`API_PORT must differ from PORT (both are ${PORT})`)
  if (present.METRICS_PORT !== undefined)
    faults.push(...metricsPortFaults(present.METRICS_PORT, [PORT, API_PORT]))
  const amazon = URL.parse(present.AMAZON_BASE_URL ?? '')
  if (amazon !== null && present.AMAZON_ALLOW_OTHER_HOSTS !== 'true' && !loopbackHosts.has(amazon.hostname)) {
    faults.push('AMAZON_BASE_URL must be on this machine (loopback), unless AMAZON_ALLOW_OTHER_HOSTS=true')
  }
  if (present.DEMO_SIGN_INS !== undefined && !isDemo(present)) {
    faults.push(
      'DEMO_SIGN_INS lets anyone sign in, so it needs APP_URL, AMAZON_BASE_URL and LISTEN_HOST on this machine: remove it',
    )
  }
  if ((present.SMTP_URL === undefined) !== (present.MAIL_FROM === undefined)) {
    const missing = present.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'
    faults.push(`${missing} is missing: SMTP_URL and MAIL_FROM belong together`)
  }
  if (present.HTTPS_PROXY !== undefined && !knowsProxies(process.versions.node)) {
    faults.push('HTTPS_PROXY requires Node 22.21, 24.5 or newer: this version would ignore it')
  }
  if (present.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    faults.push('NODE_TLS_REJECT_UNAUTHORIZED=0 lets anyone impersonate Amazon: remove it')
  }
  return faults
}

/** It can't be reached from elsewhere, and no real seller account is involved. */
function isDemo({ APP_URL, AMAZON_BASE_URL, LISTEN_HOST }: Variables): boolean {
  const listener = LISTEN_HOST === undefined ? APP_URL : `http://${LISTEN_HOST.replace(/^.*:.*$/, '[$&]')}`
  return [APP_URL, AMAZON_BASE_URL, listener].every((address) =>
    loopbackHosts.has(URL.parse(address ?? '')?.hostname ?? ''),
  )
}

/** The api listens on the port itself, the app and a lone worker on the next two. */
export const metricsPortOffsets = { api: 0, app: 1, worker: 2 } as const

function metricsPortFaults(first: string, taken: readonly string[]): string[] {
  const ports = Object.values(metricsPortOffsets).map((offset) => Number(first) + offset)
  const clash = taken.find((port) => ports.includes(Number(port)))
  if (clash !== undefined) {
    return [
      `METRICS_PORT must leave PORT and API_PORT free: ${ports.join(', ')} are used, and ${clash} is taken`,
    ]
  }
  return Math.max(...ports) > 65_535
    ? ['METRICS_PORT must be at most 65533: the two ports after it are used, too']
    : []
}

function knowsProxies(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)
}
