import { applicationIdShape, clientSecretShape, lwaClientIdShape } from '../amazon/identifiers.ts'
import { tokenEndpoints } from '../amazon/regions.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { Secret } from '../secret.ts'
import { isPlainLine } from '../storable-text.ts'
import { type Distribution, distributions, kindOf } from './distribution.ts'
import type { ApplicationFacts } from './facts.ts'
import { parseReturnAddresses, parseUri } from './parse-uris.ts'

const mostDays = 3_650
const mostWarnings = 10
const mostRoles = 50

/** The fields of the form: all texts; a checked box sends `yes`, lists have one entry per line. */
export const factFields = [
  'name',
  'distribution',
  'isSandbox',
  'seller',
  'vendor',
  'returnAddresses',
  'roles',
  'renewalTermDays',
  'renewalDueDays',
  'renewalWarningDays',
] as const
export const identityFields = [
  'spApiApplicationId',
  'status',
  'lwaClientId',
  'tokenEndpoint',
  'redirectUri',
  'logInUri',
] as const

export type FactField = (typeof factFields)[number]
export type IdentityField = (typeof identityFields)[number]

type Typed<Field extends string> = Readonly<Record<Field, string>>
type Facts = Omit<ApplicationFacts, IdentityField>
type Identity = Pick<ApplicationFacts, IdentityField>

/** Checks the facts that an admin entered about any application. Throws the code of the first invalid field. */
export function parseFacts(typed: Typed<FactField>): Facts {
  const renewalTermDays =
    typed.renewalTermDays.trim() === '' ? null : days(typed.renewalTermDays, 1, mostDays)
  if (Number.isNaN(renewalTermDays)) throw new AppError('renewal_term_invalid')
  const longest = renewalTermDays ?? mostDays
  const renewalDueDays = days(typed.renewalDueDays, 0, longest)
  if (Number.isNaN(renewalDueDays)) throw new AppError('renewal_due_invalid')
  return {
    name: parseName(typed.name),
    ...kindOf(oneOf(typed.distribution, Object.keys(distributions) as Distribution[], 'distribution')),
    isSandbox: typed.isSandbox === 'yes',
    partnerTypes: parsePartnerTypes(typed),
    returnAddresses: parseReturnAddresses(lines(typed.returnAddresses)),
    roles: parseRoles(lines(typed.roles)),
    renewalTermDays,
    renewalDueDays,
    renewalWarningDays: parseWarnings(typed.renewalWarningDays, longest),
  }
}

/** Checks the identity that an admin entered for an application that the environment doesn't define. */
export function parseIdentity(typed: Typed<IdentityField>): Identity {
  const logInUri = typed.logInUri.trim()
  return {
    spApiApplicationId: shaped(typed.spApiApplicationId, applicationIdShape, 'application_id_malformed'),
    status: oneOf(typed.status, ['draft', 'published'], 'status'),
    lwaClientId: shaped(typed.lwaClientId, lwaClientIdShape, 'lwa_client_id_malformed'),
    tokenEndpoint: oneOf(typed.tokenEndpoint, tokenEndpoints, 'tokenEndpoint'),
    redirectUri: parseUri(typed.redirectUri.trim(), 'redirect_uri_invalid'),
    logInUri: logInUri === '' ? null : parseUri(logInUri, 'log_in_uri_invalid'),
  }
}

export function parseClientSecret(text: string): Secret {
  return new Secret(shaped(text, clientSecretShape, 'client_secret_malformed'))
}

/** `YYYY-MM-DD` or empty. */
export function parseCreatedOn(text: string, now: Date): string | null {
  const day = text.trim()
  if (day === '') return null
  const at = new Date(`${day}T00:00:00Z`)
  const isDay = /^20\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime())
  if (!isDay || at.toISOString().slice(0, 10) !== day || at > now) throw new AppError('secret_date_invalid')
  return day
}

function parsePartnerTypes({ seller, vendor }: Typed<'seller' | 'vendor'>): ApplicationFacts['partnerTypes'] {
  const types = [
    ...(seller === 'yes' ? (['seller'] as const) : []),
    ...(vendor === 'yes' ? (['vendor'] as const) : []),
  ]
  if (types.length === 0) throw new AppError('partner_types_missing')
  return types
}

function parseRoles(names: readonly string[]): string[] {
  const roles = [...new Set(names)]
  if (roles.length > mostRoles || roles.some((name) => name.length > 100 || !isPlainLine(name)))
    throw new AppError('roles_invalid')
  return roles
}

function parseWarnings(text: string, longest: number): number[] {
  const warnings = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => days(part, 0, longest))
  if (warnings.length > mostWarnings || warnings.some(Number.isNaN))
    throw new AppError('renewal_warnings_invalid')
  return [...new Set(warnings)].sort((left, right) => right - left)
}

/** NaN unless they are whole days within the bounds. */
function days(text: string, least: number, most: number): number {
  const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
  return count >= least && count <= most ? count : Number.NaN
}

function shaped(text: string, shape: RegExp, code: ErrorCode): string {
  const value = text.trim()
  if (!shape.test(value)) throw new AppError(code)
  return value
}

function oneOf<const Word extends string>(text: string, words: readonly Word[], field: string): Word {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new AppError('input_invalid', { field })
  return found
}

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
