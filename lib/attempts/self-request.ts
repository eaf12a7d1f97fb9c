import { findMarketplace, type Marketplace, type PartnerType } from '../amazon/marketplaces.ts'
import { type PastedToken, readPastedToken } from '../amazon/read-pasted-token.ts'
import { readMerchantToken } from '../authorizations/add-merchant-token.ts'
import { ownAccount } from '../authorizations/own-account.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { findAccountByText } from '../store/accounts.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'

/** As it was filled in. */
export interface SelfRequest {
  readonly pasted: Secret
  readonly applicationId: string
  /** The home marketplace: its region is where SP-API is asked. */
  readonly marketplaceId: string
  /** `seller` or `vendor`. */
  readonly partnerType: string
  readonly label: string
  /** Name, e-mail address or id; empty: the company's own account. */
  readonly account: string
  /** The account that they were shown for it; needed unless it is named by its id. */
  readonly confirmedAccountId?: string | null
  /** Empty: not told. */
  readonly merchantToken: string
}

/** What a self-authorization is made of. */
export interface SelfGrant {
  readonly pasted: PastedToken
  readonly application: ApplicationRow
  readonly marketplace: Marketplace
  readonly partnerType: PartnerType
  readonly accountId: string
  readonly merchantToken: string | null
  /** Left out: an earlier one stays. */
  readonly label?: string
  /** The record whose token is replaced, whatever the token before was. */
  readonly authorizationId: string | null
}

/**
 * Throws `pasted_…`, `name_invalid`, `selling_partner_id_malformed`, `marketplace_unknown`, `application_not_found`,
 * `application_partner_type`, `account_unknown`, `account_ambiguous`, `account_unconfirmed`.
 */
export async function readSelfRequest(ctx: Context, request: SelfRequest): Promise<SelfGrant> {
  const pasted = readPastedToken(request.pasted.expose())
  const { applicationId } = request
  const marketplace = findMarketplace(request.marketplaceId)
  if (marketplace === null) throw new AppError('marketplace_unknown')
  const application = await findApplication(ctx.db, applicationId)
  if (application === null) throw new AppError('application_not_found', { applicationId })
  const partnerType = application.partnerTypes.find((type) => type === request.partnerType)
  if (partnerType === undefined) throw new AppError('application_partner_type', { applicationId })
  const label = parseName(request.label)
  const merchantToken = request.merchantToken.trim() === '' ? null : readMerchantToken(request.merchantToken)
  const isOwn = request.account.trim() === ''
  const { account, confirmedAccountId = null } = request
  const accountId = isOwn
    ? await ownAccount(ctx)
    : (await findAccountByText(ctx.db, account, confirmedAccountId)).id
  return {
    pasted,
    application,
    marketplace,
    partnerType,
    accountId,
    merchantToken,
    label,
    authorizationId: null,
  }
}
