import type { Tags } from '#drizzle/schema.ts'
import { findMarketplace, type Marketplace, marketplaces, type PartnerType } from '../amazon/marketplaces.ts'
import { readPastedToken } from '../amazon/read-pasted-token.ts'
import { findRegion, type Region } from '../amazon/regions.ts'
import { readTokenDigest } from '../attempts/grant-key.ts'
import { readMerchantToken } from '../authorizations/edit.ts'
import { type Context, requireScope, requireWholeApplication, visibleTo } from '../context.ts'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, listVisibleApplications } from '../store/applications.ts'
import { hasAccount } from '../store/people/accounts.ts'
import { parseExternalReference, parseTags } from '../tags.ts'
import { type FileLine, type ImportColumn, type LineFault, parseImportFile } from './parse-file.ts'

/** A line that can be imported. */
export interface ValidLine {
  readonly line: number
  readonly applicationId: string
  readonly partnerType: PartnerType
  readonly marketplaceId: string
  readonly isCountryStated: boolean
  readonly sellingPartnerId: string | null
  readonly accountId: string | null
  readonly authorizedAt: Date | null
  readonly externalReference: string | null
  readonly tags: Tags
  readonly refreshToken: Secret
  readonly tokenDigest: string
}

export interface PreparedImport {
  readonly valid: readonly ValidLine[]
  readonly invalid: readonly (LineFault & { readonly line: number })[]
}

type Values = FileLine['values']

/** The columns that these codes are about, unless a line's reader says so. */
const defaultFields: Readonly<Partial<Record<ErrorCode, ImportColumn>>> = {
  selling_partner_id_malformed: 'selling_partner_id',
  external_reference_invalid: 'reference',
  tags_invalid: 'tags',
}

/**
 * Reads a file of refresh tokens. Problems with a line are kept with its number and its column, never with a value.
 * Throws if the file as a whole is invalid. Not for use within a transaction.
 */
export async function prepareImport(ctx: Context, file: Secret<Uint8Array>): Promise<PreparedImport> {
  requireScope(ctx, 'tokens:import')
  requireWholeApplication(ctx.actor)
  const lines = parseImportFile(file.expose())
  const applications = await listVisibleApplications(ctx.db, visibleTo(ctx.actor))
  const digestOf = await readTokenDigest(ctx)
  const isAccount = await findAccounts(ctx, lines)
  const firstLines = new Map<string, number>()
  const valid: ValidLine[] = []
  const invalid: (LineFault & { readonly line: number })[] = []
  for (const { line, values, fault } of lines) {
    if (fault !== null) {
      invalid.push({ line, ...fault })
      continue
    }
    try {
      const read = { line, ...readLine(values, { applications, isAccount, now: ctx.now() }) }
      const tokenDigest = digestOf(read.refreshToken)
      const earlier = firstLines.get(tokenDigest)
      if (earlier !== undefined) throw new AppError('import_line_repeated', { field: String(earlier) })
      firstLines.set(tokenDigest, line)
      valid.push({ ...read, tokenDigest })
    } catch (error) {
      if (!isAppError(error)) throw error
      const { code, details } = error
      const isPaste = code.startsWith('pasted_')
      const field = isPaste ? 'refresh_token' : (defaultFields[code] ?? details.field ?? null)
      invalid.push({ line, code, field: typeof field === 'string' ? field : null })
    }
  }
  return { valid, invalid }
}

async function findAccounts(ctx: Context, lines: readonly FileLine[]): Promise<(id: string) => boolean> {
  const ids = new Set(lines.flatMap(({ values }) => values.account_id?.trim().toLowerCase() || []))
  const known = new Set<string>()
  for (const id of ids) if (await hasAccount(ctx.db, id)) known.add(id)
  return (id) => known.has(id)
}

interface Known {
  readonly applications: readonly ApplicationRow[]
  readonly isAccount: (id: string) => boolean
  readonly now: Date
}

function readLine(values: Values, known: Known): Omit<ValidLine, 'line' | 'tokenDigest'> {
  const text = (column: ImportColumn) => values[column]?.trim() ?? ''
  const { refreshToken } = readPastedToken(text('refresh_token'))
  const application = findNamed(known.applications, text('application'))
  if (application.retiredAt !== null) throw new AppError('application_retired', { field: 'application' })
  const sellingPartnerId =
    text('selling_partner_id') === '' ? null : readMerchantToken(text('selling_partner_id'))
  const accountId = text('account_id').toLowerCase()
  if (accountId !== '' && !known.isAccount(accountId))
    throw new AppError('import_account_unknown', { field: 'account_id' })
  return {
    refreshToken,
    applicationId: application.id,
    partnerType: readPartnerType(text('partner_type'), application),
    ...readPlace(text('region'), text('country')),
    sellingPartnerId,
    accountId: accountId === '' ? null : accountId,
    authorizedAt: readDate(text('authorized_at'), known.now),
    externalReference: parseExternalReference(text('reference')),
    tags: parseTags(text('tags')),
  }
}

/** The application can be left out if there is only one. */
function findNamed(applications: readonly ApplicationRow[], name: string): ApplicationRow {
  const [only, ...others] = applications.filter(({ retiredAt }) => retiredAt === null)
  if (name === '') {
    if (only !== undefined && others.length === 0) return only
    throw new AppError('import_application_missing', { field: 'application' })
  }
  const word = name.toLowerCase()
  const exact = applications.find(
    (row) => row.id === word || row.spApiApplicationId === name || row.name.toLowerCase() === word,
  )
  if (exact !== undefined) return exact
  const [first, second] = applications.filter(({ lwaClientId }) => lwaClientId === name)
  if (second !== undefined) throw new AppError('import_application_ambiguous', { field: 'application' })
  if (first === undefined) throw new AppError('import_application_unknown', { field: 'application' })
  return first
}

function readPartnerType(text: string, { partnerTypes }: ApplicationRow): PartnerType {
  if (text === '') return partnerTypes.includes('seller') ? 'seller' : (partnerTypes[0] ?? 'seller')
  const known = (['seller', 'vendor'] as const).find((type) => type === text.toLowerCase())
  if (known === undefined) throw new AppError('import_partner_type_unknown', { field: 'partner_type' })
  if (!partnerTypes.includes(known)) throw new AppError('application_partner_type', { field: 'partner_type' })
  return known
}

/** The country in which a seller of a region is looked up first; the marketplaces of the answer decide. */
const homes: Readonly<Record<Region, string>> = { na: 'US', eu: 'DE', fe: 'JP' }

function readPlace(
  region: string,
  country: string,
): { readonly marketplaceId: string; readonly isCountryStated: boolean } {
  const stated = findRegion(region.toLowerCase())
  if (region !== '' && stated === null) throw new AppError('import_region_unknown', { field: 'region' })
  if (country !== '') {
    const marketplace = findCountry(country)
    if (marketplace === null) throw new AppError('import_country_unknown', { field: 'country' })
    if (stated !== null && marketplace.region !== stated)
      throw new AppError('import_place_differs', { field: 'country' })
    return { marketplaceId: marketplace.id, isCountryStated: true }
  }
  if (stated === null) throw new AppError('import_place_missing', { field: 'region' })
  const home = findCountry(homes[stated])
  if (home === null) throw new Error(`no marketplace in ${homes[stated]}`)
  return { marketplaceId: home.id, isCountryStated: false }
}

function findCountry(text: string): Marketplace | null {
  const code = text.toUpperCase() === 'UK' ? 'GB' : text.toUpperCase()
  return marketplaces.find(({ countryCode }) => countryCode === code) ?? findMarketplace(text)
}

/** A day, or a time in ISO 8601. */
function readDate(text: string, now: Date): Date | null {
  if (text === '') return null
  const isShaped = /^20\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d))?$/.test(text)
  const at = new Date(text.length === 10 ? `${text}T00:00:00Z` : text)
  if (!isShaped || Number.isNaN(at.getTime()) || at > now)
    throw new AppError('import_date_invalid', { field: 'authorized_at' })
  return at
}
