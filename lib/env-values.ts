import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { parseServerUrl } from './database/server-url.ts'
import { parseNetworks } from './outbound/address.ts'
import { Secret } from './secret.ts'

/* The kinds of values that variables of the environment have, each with its error message. */

export const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Printed in .env.example, so nothing may ever be sealed with it. */
export const exampleKey = 'ZXhhbXBsZS1rZXktZG8tbm90LXVzZS1pdC1hbnl3aCE'

export const anyPort = z.string().transform((text, issues) => {
  const fault = portFault(text)
  if (fault !== null) issues.addIssue({ code: 'custom', message: fault })
  return Number(text)
})
export const port = (fallback: number) => anyPort.default(fallback)

/** The problem with a port, as the rest of a sentence that begins with its variable. Null: no problem. */
function portFault(text: string): string | null {
  if (/^(?:tcp|udp|sctp):\/\/[\w.:[\]-]+$/.test(text)) {
    return `is ${text}, which Kubernetes sets for a Service of that name: set enableServiceLinks: false in the pod's spec, rename the Service, or set this variable to a port number`
  }
  if (!/^\d{1,5}$/.test(text)) return 'must be a port number, for example 3000'
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? null : 'must be between 1 and 65535'
}

/** Email addresses, phone numbers and pages, separated by commas, as URIs. */
export const contacts = z.string().transform((text, issues) => {
  const uris = text.split(',').map((part) => contactUri(part.trim()))
  if (!uris.includes(null)) return uris as readonly string[]
  issues.addIssue({
    code: 'custom',
    message: 'must be an email address or an https:// page, for example security@example.com',
  })
  return z.NEVER
})

/** A `Contact` of RFC 9116; null when the text isn't one. */
function contactUri(text: string): string | null {
  const [, scheme = 'mailto', rest = ''] = /^(?:(mailto|tel|https):)?(.*)$/.exec(text) ?? []
  if (scheme === 'tel') return /^\+[\d-]{5,20}$/.test(rest) ? `tel:${rest}` : null
  if (scheme === 'https') return rest.startsWith('//') ? (URL.parse(text)?.href ?? null) : null
  return z.email().safeParse(rest).success ? `mailto:${rest}` : null
}

export const days = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number of days, for example 30')
    .transform(Number)
    .default(fallback)

export const oneOf = <const T extends string>(...words: [T, ...T[]]) =>
  z.enum(words, `must be one of: ${words.join(', ')}`)

export const secret = (shape: z.ZodType<string>) => shape.transform((value) => new Secret(value))

const signIn = z.strictObject({
  email: z.email(),
  password: z
    .string()
    .min(1)
    .transform((value) => new Secret(value)),
})
const signIns = z.strictObject({ operator: signIn, seller: signIn })

/** As JSON: the people whom visitors of the demo may sign in as. */
export const demoSignIns = z.string().transform((text, issues) => {
  const { data } = signIns.safeParse(parseJson(text))
  if (data !== undefined) return data
  issues.addIssue({ code: 'custom', message: 'is set by npm run demo, and by nobody else: remove it' })
  return z.NEVER
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A key of GATEHOUSE_KEYS. */
export interface ConfiguredKey {
  readonly id: string
  /** Null until AWS KMS has unwrapped it. */
  readonly key: Secret | null
  /** As AWS KMS has encrypted it; null: it is configured in the clear. */
  readonly wrapped: WrappedKey | null
}

export interface UsableKey extends ConfiguredKey {
  readonly key: Secret
}

export interface WrappedKey {
  /** The ARN of the KMS key that wraps it. */
  readonly arn: string
  /** In base64url. */
  readonly ciphertext: string
}

/** The prefix of a wrapped key. */
const kmsPrefix = 'aws-kms:'

export const keyRing = z.string().transform((text, issues) => {
  const seen = new Set<string>()
  return text.split(',').flatMap((part): ConfiguredKey[] => {
    const [, id = '', value = ''] = /^([^:]*):?(.*)$/s.exec(part.trim()) ?? []
    const wrapped = readWrappedKey(value)
    const problem = requireKey(id, value, wrapped, seen)
    seen.add(id)
    if (problem === null) {
      return [{ id, key: wrapped === null ? new Secret(value) : null, wrapped }]
    }
    issues.addIssue({ code: 'custom', message: problem })
    return []
  })
})

/** As in `aws-kms:arn:aws:kms:eu-central-1:111122223333:key/…#<base64url>`. */
function readWrappedKey(value: string): WrappedKey | null {
  if (!value.startsWith(kmsPrefix)) return null
  const [arn = '', ciphertext = ''] = value.slice(kmsPrefix.length).split('#')
  return { arn, ciphertext }
}

/** As it is written in GATEHOUSE_KEYS. */
export function formatWrappedKey(id: string, { arn, ciphertext }: WrappedKey): string {
  return `${id}:${kmsPrefix}${arn}#${ciphertext}`
}

/** The partition, the region, and a key or an alias. */
const kmsArnShape = /^arn:aws[a-z-]*:kms:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:(?:key|alias)\/[\w/-]{1,256}$/

export function isKmsArn(text: string): boolean {
  return kmsArnShape.test(text)
}

/** Whether a key of GATEHOUSE_KEYS may have this id. */
export const isKeyId = (id: string): boolean => /^[a-z0-9-]{1,16}$/.test(id)

function requireKey(
  id: string,
  value: string,
  wrapped: WrappedKey | null,
  seen: ReadonlySet<string>,
): string | null {
  if (!isKeyId(id) || (wrapped === null && value.includes(':'))) {
    return 'must be a list of id:key, for example k1:<43 characters>; create one with: npm run gatehouse -- new-key'
  }
  if (seen.has(id)) return `has two keys with the id ${id}`
  if (wrapped !== null) {
    if (!isKmsArn(wrapped.arn)) {
      return `contains a wrapped key (${id}) without the ARN of a key of AWS KMS; create one with: npm run gatehouse -- new-key ${id} --kms <arn>`
    }
    return /^[A-Za-z0-9_-]{80,8192}$/.test(wrapped.ciphertext)
      ? null
      : `contains a wrapped key (${id}) that is cut off or isn't in base64url; create one with: npm run gatehouse -- new-key ${id} --kms <arn>`
  }
  if (value === exampleKey)
    return `contains the example key (${id}); create one with: npm run gatehouse -- new-key`
  if (!/^[A-Za-z0-9_-]{43}$/.test(value)) {
    return `contains a key (${id}) that is not 32 bytes in base64url (43 characters); create one with: npm run gatehouse -- new-key`
  }
  return null
}

export const absolutePath = z
  .string()
  .refine(isAbsolute, 'must be an absolute path, for example /run/secrets/gatehouse')

export const httpUrl = (example: string) =>
  z.string().transform((value, issues) => {
    const url = URL.parse(value)
    if (url !== null && /^https?:$/.test(url.protocol)) return url
    issues.addIssue({ code: 'custom', message: `must be an address such as ${example}` })
    return z.NEVER
  })

export const appUrl = httpUrl('https://gatehouse.example.com')
  .refine(
    (url) => url.href === `${url.origin}/`,
    'must have no path, query or password: it is the address of the entire site',
  )
  .refine(
    (url) => url.protocol === 'https:' || loopbackHosts.has(url.hostname),
    'must begin with https:// unless it is localhost',
  )
  .transform((url) => url.origin)

export const databaseUrl = z.string().superRefine((text, issues) => {
  const server = parseServerUrl(text)
  if (typeof server === 'string') issues.addIssue({ code: 'custom', message: server })
})

export const networks = z.string().transform((text, issues) => {
  const parsed = parseNetworks(text)
  if (typeof parsed !== 'string') return parsed
  issues.addIssue({ code: 'custom', message: parsed })
  return z.NEVER
})

/** As OpenTelemetry writes a list of headers: values are percent-encoded. */
export const headers = z
  .string()
  .regex(/^[\w-]+=[^,=\s][^,]*(?:,[\w-]+=[^,=\s][^,]*)*$/, 'must be a list such as api-key=abc,tenant=xyz')
  .transform((text) =>
    Object.fromEntries(
      text.split(',').map((pair) => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at), new Secret(decode(pair.slice(at + 1)))]
      }),
    ),
  )

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const clientSecretText = z
  .string()
  .min(16, 'is too short to be a client secret')
  .max(200, 'is too long to be a client secret')
  .regex(/^\S+$/, 'must not contain spaces or line breaks')

/** An issuer of OpenID Connect. Its text is compared with the provider's exactly, including a trailing slash. */
export const issuerUrl = httpUrl('https://login.example.com')
  .refine((url) => url.search === '' && url.hash === '', 'must have no query and no fragment')
  .refine(
    (url) => url.protocol === 'https:' || loopbackHosts.has(url.hostname),
    'must begin with https:// unless it is on this machine',
  )

/** Roles by the values of a claim: `admin=it-team,viewer=staff%2C sales`. */
export const roleMap = z
  .string()
  .regex(
    /^(?:admin|operator|viewer)=[^,]+(?:,(?:admin|operator|viewer)=[^,]+)*$/,
    'must be a list such as admin=it-team,operator=support,viewer=staff',
  )
  .transform((text) =>
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      return { role: pair.slice(0, at) as 'admin' | 'operator' | 'viewer', value: decode(pair.slice(at + 1)) }
    }),
  )

/** Empty: none. */
export const operatorRoles = z
  .string()
  .regex(
    /^(?:(?:admin|operator|viewer)(?:,(?:admin|operator|viewer))*)?$/,
    'must be a list of roles such as admin,operator,viewer',
  )
  .default('')
  .transform((text) => (text === '' ? [] : text.split(',')) as ('admin' | 'operator' | 'viewer')[])

export const domains = z
  .string()
  .regex(/^[a-z0-9.-]+(?:,[a-z0-9.-]+)*$/i, 'must be a list of domains such as example.com,example.org')
  .transform((text) => text.toLowerCase().split(','))

/** Addresses to listen on at all of this machine's, as URLs write them, and one of these to connect to. */
const reachable: Readonly<Record<string, string>> = {
  '0.0.0.0': '127.0.0.1',
  '[::]': '[::1]',
  '[::ffff:0:0]': '127.0.0.1',
}

/** The address at which this machine reaches a listening port: a host to listen on isn't always one to connect to. */
export function localOrigin(host: string, port: number): string {
  // An IPv6 address can be written in several ways.
  const { hostname } = new URL(`http://${host.includes(':') ? `[${host}]` : host}`)
  return `http://${reachable[hostname] ?? hostname}:${port}`
}

export const providerName = z.string().max(40, 'must have at most 40 characters').optional()
export const providerScope = z
  .string()
  .regex(/^(?:\S+ )*openid(?: \S+)*$/, 'must contain openid, for example openid email profile')
  .default('openid email profile')

export const proxyUrl = secret(
  z.string().regex(/^https?:\/\/[^\s/]+\/?$/, 'must be an address such as http://proxy.example.com:3128'),
)
