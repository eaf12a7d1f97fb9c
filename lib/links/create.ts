import { findMarketplace } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { isRowId } from '../row-id.ts'
import type { Secret } from '../secret.ts'
import type { Settings } from '../services.ts'
import { findAccountByText } from '../store/accounts.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { findAuthorization } from '../store/authorizations.ts'
import {
  type ConnectLinkRow,
  findConnectLink,
  insertConnectLink,
  revokeConnectLink,
} from '../store/connect-links.ts'
import { everything } from '../store/visibility.ts'
import { newLinkToken } from '../vault/link-token.ts'
import { parseReturnTo } from './return-url.ts'

/** How long a link may live, in days. */
export const linkLifeDays = [1, 7, 14, 30] as const
const dayMs = 86_400_000

export interface LinkRequest {
  /** Of the form, chosen when it was shown: sent twice, it makes one link. */
  readonly id: string
  readonly applicationId: string
  readonly partnerType: string
  /** Null: the seller says where they sell. */
  readonly marketplaceId: string | null
  /** Name, e-mail address or id of the account it is for; null: the first that goes on with it. */
  readonly account: string | null
  /** The account that they were shown for it; needed unless it is named by its id. */
  readonly confirmedAccountId?: string | null
  /** Nobody else's grant is accepted; null: anybody's. */
  readonly expectedSellingPartnerId: string | null
  /** One of the application's return addresses; its query may differ. */
  readonly returnTo: string | null
  readonly label: string
  readonly days: number
}

export interface NewLink {
  readonly id: string
  readonly token: Secret
  readonly expiresAt: Date
}

/**
 * Makes a link with which one selling account is connected. Its token is in this answer and nowhere else. Throws
 * `application_not_found`, `application_retired`, `application_partner_type`, `marketplace_unknown`, `account_unknown`,
 * `account_ambiguous`, `account_unconfirmed`, `selling_partner_id_malformed`, `return_address_refused`, `name_invalid`, `link_life_invalid`,
 * `form_repeated`.
 */
export async function createConnectLink(ctx: Context, request: LinkRequest): Promise<NewLink> {
  requireScope(ctx, 'links:manage')
  const { partnerType, marketplaceId, expectedSellingPartnerId } = request
  const application = await findApplication(ctx.db, request.applicationId)
  if (application === null) throw new AppError('application_not_found')
  requireInUse(application)
  const accepted = application.partnerTypes.find((type) => type === partnerType)
  if (accepted === undefined) throw new AppError('application_partner_type')
  if (marketplaceId !== null && findMarketplace(marketplaceId) === null)
    throw new AppError('marketplace_unknown')
  if (expectedSellingPartnerId !== null && !/^[A-Za-z0-9]{1,64}$/.test(expectedSellingPartnerId))
    throw new AppError('selling_partner_id_malformed')
  const returnTo =
    request.returnTo === null ? null : parseReturnTo(request.returnTo, application.returnAddresses)
  if (request.returnTo !== null && returnTo === null) throw new AppError('return_address_refused')
  const label = parseName(request.label)
  const account =
    request.account === null
      ? null
      : await findAccountByText(ctx.db, request.account, request.confirmedAccountId ?? null)
  return storeLink(ctx, request, {
    applicationId: application.id,
    accountId: account?.id ?? null,
    ...{ partnerType: accepted, marketplaceId, expectedSellingPartnerId, returnTo },
    label,
  })
}

/**
 * Makes a link that renews this authorization and nothing else. Throws `authorization_not_found`, `application_retired`,
 * `link_life_invalid`, `form_repeated`.
 */
export async function createRenewalLink(
  ctx: Context,
  request: { readonly id: string; readonly authorizationId: string; readonly days: number },
): Promise<NewLink> {
  requireScope(ctx, 'links:manage')
  const found = await findAuthorization(ctx.db, request.authorizationId, everything)
  if (found === null || found.authorization.releasedAt !== null)
    throw new AppError('authorization_not_found', { id: request.authorizationId })
  requireInUse(found.application)
  const { id, applicationId, accountId, partnerType, marketplaceId, sellingPartnerId, storeName, label } =
    found.authorization
  return storeLink(ctx, request, {
    ...{ applicationId, accountId, partnerType, marketplaceId, authorizationId: id },
    expectedSellingPartnerId: sellingPartnerId,
    label: label ?? storeName ?? sellingPartnerId ?? found.accountName,
  })
}

/** Whoever followed the link would be sent nowhere. */
function requireInUse({ id, retiredAt }: ApplicationRow): void {
  if (retiredAt !== null) throw new AppError('application_retired', { id })
}

type LinkFacts = Pick<ConnectLinkRow, 'applicationId' | 'accountId' | 'partnerType' | 'label'> &
  Partial<Pick<ConnectLinkRow, 'marketplaceId' | 'expectedSellingPartnerId' | 'authorizationId' | 'returnTo'>>

async function storeLink(
  ctx: Context,
  { id, days }: { readonly id: string; readonly days: number },
  facts: LinkFacts,
): Promise<NewLink> {
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  if (!linkLifeDays.some((offered) => offered === days)) throw new AppError('link_life_invalid')
  const { token, digest } = newLinkToken(ctx.keyRing.environment)
  const createdAt = ctx.now()
  const expiresAt = new Date(createdAt.getTime() + days * dayMs)
  await inTransaction(ctx, async (tx) => {
    const isNew = await insertConnectLink(tx.db, {
      ...{ ...facts, id, digest, createdAt, expiresAt },
      createdBy: tx.actor.kind === 'operator' ? tx.actor.personId : null,
    })
    if (!isNew) throw new AppError('form_repeated')
    await recordAudit(
      tx,
      'connect-link.created',
      { kind: 'connect-link', id, accountId: facts.accountId },
      {
        label: facts.label,
        applicationId: facts.applicationId,
        authorizationId: facts.authorizationId ?? null,
        days,
      },
    )
  })
  return { id, token, expiresAt }
}

/** As it is sent. Whoever opens it learns what it asks for; only an account that goes on takes it up. */
export function connectLinkUrl({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/connect/link/${token.expose()}`
}

/** In force at once. Throws `connect_link_not_found`, `connect_link_used`; a second time does nothing. */
export async function revokeLink(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'links:manage')
  await inTransaction(ctx, async (tx) => {
    const row = isRowId(id) ? await revokeConnectLink(tx.db, id, tx.now()) : null
    if (row === null) {
      const present = await findConnectLink(tx.db, id)
      if (present === null) throw new AppError('connect_link_not_found')
      if (present.usedAt !== null) throw new AppError('connect_link_used')
      return
    }
    const { accountId, label } = row
    await recordAudit(tx, 'connect-link.revoked', { kind: 'connect-link', id, accountId }, { label })
  })
}
