import { AppError } from '../errors.ts'
import { isRowId } from '../row-id.ts'
import { maskAndCut } from '../secret.ts'
import {
  centralHost,
  centralHosts,
  findMarketplace,
  type Marketplace,
  type PartnerType,
} from './marketplaces.ts'
import { parseQuery, type Query } from './query.ts'

/** The fields of an application that a consent URL needs. */
export interface ConsentApplication {
  readonly spApiApplicationId: string
  readonly status: 'draft' | 'published'
  readonly redirectUri: string
}

/**
 * Amazon's consent page for one marketplace, with our state.
 * https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow
 */
export function consentUri(
  marketplace: Marketplace,
  partnerType: PartnerType,
  application: ConsentApplication,
  state: string,
): string {
  const applicationId = encodeURIComponent(application.spApiApplicationId)
  return `https://${centralHost(marketplace, partnerType)}/apps/authorize/consent?application_id=${applicationId}&${ourParameters(application, state)}`
}

/**
 * The way back to Amazon from the Login URI. `amazonState` is percent-encoded as Amazon sent it, and goes back byte
 * for byte: only Amazon interprets it.
 * https://developer-docs.amazon.com/sp-api/docs/selling-partner-appstore-authorization-workflow
 */
export function appstoreCallbackUri(
  amazonCallbackUri: string,
  amazonState: string,
  application: ConsentApplication,
  state: string,
): string {
  return `${amazonCallbackUri}?amazon_state=${amazonState}&${ourParameters(application, state)}`
}

function ourParameters({ status, redirectUri }: ConsentApplication, state: string): string {
  const parameters = `state=${encodeURIComponent(state)}&redirect_uri=${encodeURIComponent(redirectUri)}`
  return status === 'draft' ? `${parameters}&version=beta` : parameters
}

function callbackPath(spApiApplicationId: string): string {
  return `/apps/authorize/confirm/${spApiApplicationId}`
}

/**
 * True for the exact addresses that Amazon may ask us to send our state to, and for nothing else: the text is
 * compared, never parsed, so nothing that a URL parser forgives can pass. Takes the canonical form.
 */
export function isAmazonCallbackUri(uri: string, spApiApplicationId: string): boolean {
  const path = callbackPath(spApiApplicationId)
  return [...centralHosts].some((host) => uri === `https://${host}${path}`)
}

/** Amazon sometimes leaves the host out: then it is the seller's own central host. */
export function isBareCallbackPath(uri: string, spApiApplicationId: string): boolean {
  return uri === callbackPath(spApiApplicationId)
}

/** Finds the application that an `amazon_callback_uri` names. It is checked afterwards. */
export function applicationIdOfCallbackUri(uri: string): string | null {
  return /\/apps\/authorize\/confirm\/(amzn1\.[\w.-]{1,120})$/.exec(uri)?.[1] ?? null
}

export type LogInRequest = { readonly unknownParameters: readonly string[] } & (
  | {
      readonly kind: 'website'
      readonly marketplace: Marketplace
      readonly partnerType: PartnerType
      /** Set when an existing authorization is to be authorized again. */
      readonly authorizationId: string | null
      /** One of our own ids; null: whichever is there. */
      readonly applicationId: string | null
      /** The seller's return URL, as it came. */
      readonly returnTo: string | null
    }
  | {
      /** With a connect link that the account has claimed. */
      readonly kind: 'link'
      readonly linkId: string
      readonly marketplace: Marketplace | null
    }
  | {
      readonly kind: 'appstore'
      readonly amazonCallbackUri: string
      /** Percent-encoded, as it came. */
      readonly amazonState: string
      readonly sellingPartnerId: string
    }
  | {
      readonly kind: 'continue'
      readonly attemptId: string
      /** The seller's answers to questions that Amazon's host left open. */
      readonly marketplace: Marketplace | null
      readonly partnerType: PartnerType | null
    }
)

const websiteParameters = new Set(['marketplace', 'partner', 'authorization', 'application', 'return_to'])
const linkParameters = new Set(['link', 'marketplace'])
const continueParameters = new Set(['attempt', 'marketplace', 'partner'])
const appstoreParameters = new Set(['amazon_callback_uri', 'amazon_state', 'selling_partner_id', 'version'])

/** Reads the query of `/authorize`: our own start of the website workflow, or Amazon's request to the Login URI. */
export function parseLogInRequest(rawQuery: string): LogInRequest {
  const query = parseQuery(rawQuery)
  if (
    ['amazon_callback_uri', 'amazon_state', 'selling_partner_id'].some(
      (name) => query.optional(name) !== null,
    )
  ) {
    return {
      kind: 'appstore',
      amazonCallbackUri: query.required('amazon_callback_uri'),
      amazonState: query.requiredAsSent('amazon_state'),
      sellingPartnerId: sellingPartnerId(query),
      unknownParameters: query.namesOtherThan(appstoreParameters),
    }
  }
  const attemptId = query.optional('attempt')
  if (attemptId !== null) {
    return {
      kind: 'continue',
      attemptId: rowId(attemptId, 'attempt'),
      marketplace: query.optional('marketplace') === null ? null : marketplace(query),
      partnerType: query.optional('partner') === null ? null : partnerType(query),
      unknownParameters: query.namesOtherThan(continueParameters),
    }
  }
  const linkId = query.optional('link')
  if (linkId !== null) {
    return {
      kind: 'link',
      linkId: rowId(linkId, 'link'),
      marketplace: query.optional('marketplace') === null ? null : marketplace(query),
      unknownParameters: query.namesOtherThan(linkParameters),
    }
  }
  const authorizationId = query.optional('authorization')
  const applicationId = query.optional('application')
  return {
    kind: 'website',
    marketplace: marketplace(query),
    partnerType: partnerType(query),
    authorizationId: authorizationId === null ? null : rowId(authorizationId, 'authorization'),
    applicationId: applicationId === null ? null : rowId(applicationId, 'application'),
    returnTo: query.optional('return_to'),
    unknownParameters: query.namesOtherThan(websiteParameters),
  }
}

export type Redirect = { readonly state: string; readonly unknownParameters: readonly string[] } & (
  | {
      readonly kind: 'granted'
      readonly sellingPartnerId: string
      readonly authorizationCode: string
    }
  /** There is no code. An `error` is documented nowhere, but if it ever comes, it must not look like our fault. */
  | { readonly kind: 'refused'; readonly error: string | null }
)

const redirectParameters = new Set([
  'state',
  'selling_partner_id',
  'spapi_oauth_code',
  'code',
  'mws_auth_token',
  'error',
  'error_description',
])

/**
 * Reads the query of the OAuth Redirect URI. The code's parameter is `spapi_oauth_code`; a bare `code`, as some
 * guides show, is taken too, and LWA will say whether it belongs to this consent.
 */
export function parseRedirect(rawQuery: string): Redirect {
  const query = parseQuery(rawQuery)
  const state = query.required('state')
  const unknownParameters = query.namesOtherThan(redirectParameters)
  const namedCode = query.optional('spapi_oauth_code')
  const authorizationCode = namedCode ?? query.optional('code')
  if (authorizationCode === null) {
    const error = query.optional('error')
    return { kind: 'refused', state, error: error === null ? null : maskAndCut(error, 64), unknownParameters }
  }
  return {
    kind: 'granted',
    state,
    sellingPartnerId: sellingPartnerId(query),
    authorizationCode,
    // Amazon's consent page never uses this name, which explains a code that LWA refuses.
    unknownParameters: namedCode === null ? ['code', ...unknownParameters] : unknownParameters,
  }
}

function sellingPartnerId(query: Query): string {
  const value = query.required('selling_partner_id')
  if (!/^[A-Za-z0-9]{1,64}$/.test(value))
    throw new AppError('parameter_malformed', { parameter: 'selling_partner_id' })
  return value
}

function marketplace(query: Query): Marketplace {
  const found = findMarketplace(query.required('marketplace'))
  if (found === null) throw new AppError('marketplace_unknown')
  return found
}

function partnerType(query: Query): PartnerType {
  const value = query.optional('partner') ?? 'seller'
  if (value !== 'seller' && value !== 'vendor')
    throw new AppError('parameter_malformed', { parameter: 'partner' })
  return value
}

function rowId(value: string, parameter: string): string {
  if (!isRowId(value)) throw new AppError('parameter_malformed', { parameter })
  return value
}
