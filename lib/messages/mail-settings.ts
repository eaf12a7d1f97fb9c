import { z } from 'zod'
import { Secret } from '../secret.ts'
import { isPlainLine } from '../storable-text.ts'

/** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
export const smtpUrl = z.string().transform((text, issues) => {
  const url = URL.parse(text)
  const isSmtp = url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
  if (!isSmtp || !/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') {
    const message =
      'must be an address such as smtp://user:password@smtp.example.com:587, with special characters of the password percent-encoded'
    issues.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const isTls = url.protocol === 'smtps:'
  const [user, password] = [url.username, url.password].map(decodeOrKeep)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    isTls,
    credentials: user ? { user, password: new Secret(password ?? '') } : null,
  }
})

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `name@example.com`, or `Name <name@example.com>`. */
export const mailFrom = z
  .string()
  .max(200, 'must have at most 200 characters')
  .refine(
    (text) => isPlainLine(text) && z.email().safeParse(/^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text).success,
    'must be an email address, or a name and an address such as Acme Tools <no-reply@example.com>',
  )

const localHosts = new Set(['localhost', '127.0.0.1', '::1'])

/**
 * Whether the connection is encrypted: always, unless the server is on this machine, or the configuration says
 * otherwise.
 */
export function mailSettings(
  { isTls, ...server }: z.output<typeof smtpUrl>,
  from: string,
  wanted: 'starttls' | 'none' | undefined,
) {
  const isLocal = localHosts.has(server.host)
  const security = isTls ? ('tls' as const) : (wanted ?? (isLocal ? 'none' : 'starttls'))
  return { ...server, from, security }
}
