import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { ApiScope } from '#drizzle/schema.ts'
import type { TypedFacts } from '../applications/write-facts.ts'
import type { ErrorFacts } from '../errors/facts.ts'
import { type AppError, errors, wordingOf } from '../errors.ts'
import { programScopes } from '../keys/choices.ts'
import { readUtf8 } from '../read-utf8.ts'
import { Secret } from '../secret.ts'
import { readApiKey } from '../vault/api-key.ts'

/**
 * The desired state of an installation. Secrets come from files of their own, so that the document can be kept
 * anywhere.
 */
export interface Setup {
  readonly admin: SetupAdmin | null
  readonly applications: readonly SetupApplication[]
  readonly apiKeys: readonly SetupKey[]
}

export interface SetupAdmin {
  readonly email: string
  readonly name: string
  readonly password: Secret
}

export interface SetupApplication {
  /** As in the form of an application; fields that are left out stay, or have the default of a new one. */
  readonly typed: Readonly<Record<string, string>> & { readonly spApiApplicationId: string }
  readonly clientSecret: Secret
}

export interface SetupKey {
  readonly name: string
  readonly key: Secret
  readonly scopes: readonly ApiScope[]
  /** Its name or its Amazon application id; null: all. */
  readonly application: string | null
}

/** All faults of a document, one sentence each, without the values of secrets. */
export class SetupError extends Error {
  readonly code = 'setup_invalid'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.map((fault) => `  - ${fault}`).join('\n'))
    this.name = 'SetupError'
    this.faults = faults
  }
}

export const isSetupError = (error: unknown): error is SetupError =>
  (error as { code?: unknown } | null)?.code === 'setup_invalid'

const texts = z.array(z.string())
const application = z.strictObject({
  name: z.string(),
  application_id: z.string(),
  lwa_client_id: z.string(),
  lwa_client_secret_file: z.string(),
  status: z.enum(['draft', 'published']).optional(),
  token_endpoint: z.string().optional(),
  redirect_uri: z.string().optional(),
  log_in_uri: z.string().optional(),
  distribution: z.enum(['private', 'unlisted', 'listed']).optional(),
  sandbox: z.boolean().optional(),
  partner_types: z.array(z.enum(['seller', 'vendor'])).optional(),
  return_urls: texts.optional(),
  roles: texts.optional(),
  renewal_term_days: z.int().nullable().optional(),
  renewal_due_days: z.int().optional(),
  renewal_warning_days: z.array(z.int()).optional(),
})
const scope = z.enum(programScopes.map(({ id }) => id) as [ApiScope, ...ApiScope[]])
const apiKey = z.strictObject({
  name: z.string(),
  key_file: z.string(),
  scopes: z.array(scope).min(1),
  application: z.string().optional(),
})
const document = z.strictObject({
  admin: z
    .strictObject({ email: z.string(), name: z.string().optional(), password_file: z.string() })
    .optional(),
  applications: z.array(application).default([]),
  api_keys: z.array(apiKey).default([]),
})

/** The scopes of the key in GATEHOUSE_INIT_API_KEY_FILE: to import authorizations, and to vend their tokens. */
const initialScopes: readonly ApiScope[] = [
  ...(['tokens:vend', 'tokens:import', 'authorizations:read', 'authorizations:annotate'] as const),
  ...([
    'authorizations:operate',
    'applications:read',
    'links:manage',
    'events:read',
    'incidents:read',
  ] as const),
]

/**
 * Reads a document with the files that it names. Relative paths in it are relative to it. Throws SetupError with every
 * fault.
 */
export function readSetup(path: string): Setup {
  const faults: string[] = []
  const parsed = parseDocument(path, document, faults)
  if (parsed === null) throw new SetupError(faults)
  const secret = secretReader(path, faults)
  const setup: Setup = {
    admin:
      parsed.admin === undefined
        ? null
        : {
            email: parsed.admin.email,
            name: parsed.admin.name ?? 'Administrator',
            password: secret(parsed.admin.password_file, 'admin.password_file'),
          },
    applications: parsed.applications.map((given, index) => toApplication(given, secret, index)),
    apiKeys: parsed.api_keys.map(({ name, key_file, scopes, application = null }, index) => ({
      name,
      scopes,
      application,
      key: toKey(secret(key_file, `api_keys[${index}].key_file`), `api_keys[${index}].key_file`, faults),
    })),
  }
  faults.push(...findRepetitions(setup))
  if (faults.length > 0) throw new SetupError(faults)
  return setup
}

/** Items that a document describes twice. */
function findRepetitions({ applications, apiKeys }: Setup): string[] {
  const ids = applications.map(({ typed }) => typed.spApiApplicationId)
  const prefixes = apiKeys.map(({ key }) => readApiKey(key.expose())?.prefix ?? null)
  return [
    ...repeated(ids).map(
      ([index, first]) =>
        `applications[${index}].application_id is the same as in applications[${first}]: describe it once`,
    ),
    ...repeated(prefixes).map(
      ([index, first]) =>
        `api_keys[${index}].key_file holds the same key as api_keys[${first}]: make another with: npm run -s gatehouse -- new-api-key`,
    ),
  ]
}

/** Indexes of values that were there before, each with its first. */
function repeated(values: readonly (string | null)[]): (readonly [index: number, first: number])[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value)
    return value === null || first === index ? [] : [[index, first] as const]
  })
}

/** The location, from the variables `GATEHOUSE_INIT_…`. */
export interface InitFiles {
  readonly adminEmail: string | null
  readonly adminPasswordFile: string | null
  readonly applicationsFile: string | null
  readonly apiKeyFile: string | null
}

/** As `readSetup`, from the variables. The applications are a list, or an object with `applications`. */
export function readInitialSetup(files: InitFiles): Setup {
  const faults: string[] = []
  const { adminEmail, adminPasswordFile, applicationsFile, apiKeyFile } = files
  const list = z.union([
    z.array(application),
    z.strictObject({ applications: z.array(application) }).transform(({ applications }) => applications),
  ])
  const applications = applicationsFile === null ? [] : (parseDocument(applicationsFile, list, faults) ?? [])
  const secret = secretReader(applicationsFile ?? '/', faults)
  const setup: Setup = {
    admin:
      adminEmail === null || adminPasswordFile === null
        ? null
        : {
            email: adminEmail,
            name: 'Administrator',
            password: secret(adminPasswordFile, 'GATEHOUSE_INIT_ADMIN_PASSWORD_FILE'),
          },
    applications: applications.map((given, index) => toApplication(given, secret, index)),
    apiKeys:
      apiKeyFile === null
        ? []
        : [
            {
              name: 'Initial key',
              scopes: initialScopes,
              application: null,
              key: toKey(
                secret(apiKeyFile, 'GATEHOUSE_INIT_API_KEY_FILE'),
                'GATEHOUSE_INIT_API_KEY_FILE',
                faults,
              ),
            },
          ],
  }
  faults.push(...findRepetitions(setup))
  if (faults.length > 0) throw new SetupError(faults)
  return setup
}

function parseDocument<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  faults: string[],
): z.output<Shape> | null {
  const read = readUtf8(path)
  if ('fault' in read) {
    faults.push(`${path} ${read.fault}`)
    return null
  }
  let json: unknown
  try {
    json = JSON.parse(read.text)
  } catch {
    faults.push(`${path} isn’t valid JSON`)
    return null
  }
  const { data, error } = shape.safeParse(json)
  for (const issue of error?.issues ?? []) faults.push(...describeIssue(path, issue))
  return data ?? null
}

function describeIssue(path: string, issue: z.core.$ZodIssue): string[] {
  // Neither shape of a list fits: the faults of the list itself say more.
  if (issue.code === 'invalid_union')
    return issue.errors
      .toSorted((one, other) => (other[0]?.path.length ?? 0) - (one[0]?.path.length ?? 0))
      .slice(0, 1)
      .flatMap((issues) => issues.flatMap((inner) => describeIssue(path, inner)))
  const field = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
  const at = field.replace(/^\./, '') || 'the document'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${path}: ${at} has the unknown field ${key.slice(0, 60)}`)
  return [`${path}: ${at}: ${issue.message}`]
}

/** The fields of the document, for each of the form's. */
export const documentFields: Readonly<Record<keyof TypedFacts, keyof z.output<typeof application>>> = {
  name: 'name',
  spApiApplicationId: 'application_id',
  lwaClientId: 'lwa_client_id',
  status: 'status',
  tokenEndpoint: 'token_endpoint',
  redirectUri: 'redirect_uri',
  logInUri: 'log_in_uri',
  distribution: 'distribution',
  isSandbox: 'sandbox',
  seller: 'partner_types',
  vendor: 'partner_types',
  returnAddresses: 'return_urls',
  roles: 'roles',
  renewalTermDays: 'renewal_term_days',
  renewalDueDays: 'renewal_due_days',
  renewalWarningDays: 'renewal_warning_days',
}

/** Why an item is refused. The field is the document's; errors name the form's. */
export function describeRefusal({ code }: AppError): string {
  const { title, next } = wordingOf(code, 'operator')
  const { field }: ErrorFacts = errors[code]
  const name = documentFields[field as keyof TypedFacts] ?? null
  return `${name === null ? '' : `${name}: `}${title}. ${next}`
}

/** The form's values as a person would write them into the document, by its fields. */
export function writeDocument(typed: TypedFacts): Readonly<Record<string, string>> {
  const { isSandbox, seller, vendor } = typed
  const partnerTypes = [...(seller === 'yes' ? ['seller'] : []), ...(vendor === 'yes' ? ['vendor'] : [])]
  const written = Object.entries(documentFields).map(([field, name]) => [
    name,
    typed[field as keyof TypedFacts].replaceAll('\n', ', '),
  ])
  return {
    ...Object.fromEntries(written),
    sandbox: String(isSandbox === 'yes'),
    partner_types: partnerTypes.join(', '),
  }
}

type ReadSecret = (file: string, field: string) => Secret

function secretReader(path: string, faults: string[]): ReadSecret {
  return (file, field) => {
    const target = resolve(dirname(path), file)
    const read = readUtf8(target)
    if ('fault' in read) {
      faults.push(`${field}: ${target} ${read.fault}`)
      return new Secret('')
    }
    const text = read.text.trim()
    if (text === '') faults.push(`${field}: ${target} is empty`)
    return new Secret(text)
  }
}

function toKey(key: Secret, field: string, faults: string[]): Secret {
  if (key.expose() !== '' && readApiKey(key.expose()) === null)
    faults.push(`${field} holds no API key. Make one with: npm run -s gatehouse -- new-api-key`)
  return key
}

function toApplication(
  given: z.output<typeof application>,
  secret: ReadSecret,
  index: number,
): SetupApplication {
  const yes = (is: boolean) => (is ? 'yes' : '')
  const { partner_types: partnerTypes, renewal_term_days: term } = given
  const typed = {
    name: given.name,
    spApiApplicationId: given.application_id.trim(),
    lwaClientId: given.lwa_client_id,
    status: given.status,
    tokenEndpoint: given.token_endpoint,
    redirectUri: given.redirect_uri,
    logInUri: given.log_in_uri,
    distribution: given.distribution,
    isSandbox: given.sandbox === undefined ? undefined : yes(given.sandbox),
    seller: partnerTypes && yes(partnerTypes.includes('seller')),
    vendor: partnerTypes && yes(partnerTypes.includes('vendor')),
    returnAddresses: given.return_urls?.join('\n'),
    roles: given.roles?.join('\n'),
    renewalTermDays: term === undefined ? undefined : term === null ? '' : String(term),
    renewalDueDays: given.renewal_due_days?.toString(),
    renewalWarningDays: given.renewal_warning_days?.join(', '),
  }
  const stated = Object.entries(typed).filter(([, value]) => value !== undefined)
  return {
    typed: Object.fromEntries(stated) as SetupApplication['typed'],
    clientSecret: secret(given.lwa_client_secret_file, `applications[${index}].lwa_client_secret_file`),
  }
}
