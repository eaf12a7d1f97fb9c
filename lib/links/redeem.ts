import type { LinkStep } from '#drizzle/schema.ts'
import { findMarketplace, type Marketplace } from '../amazon/marketplaces.ts'
import { requireInUse } from '../applications/choose.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import {
  bindConnectLink,
  type ConnectLinkRow,
  changeConnectLinkSteps,
  findConnectLink,
  findConnectLinkByDigest,
  lockConnectLink,
  markConnectLinkUsed,
} from '../store/connect-links.ts'
import { readLinkToken } from '../vault/link-token.ts'
import { appendLinkEvent } from './events.ts'
import { connectStep, marketplaceOfStep, openSteps } from './steps.ts'

/** A link's request, shown to anyone who opens it. */
export interface OpenedLink {
  readonly applicationName: string
  /** Amazon's names of the roles that the application requests; empty: not entered. */
  readonly roles: readonly string[]
  readonly partnerType: 'seller' | 'vendor'
  /** Null: the seller chooses the country. */
  readonly marketplace: Marketplace | null
  /** For a link with several countries: each consent that it needs. Empty: it needs one. */
  readonly steps: readonly LinkStep[]
  readonly expectedSellingPartnerId: string | null
  readonly renews: boolean
  readonly expiresAt: Date
}

/**
 * Reads a link without consuming or changing anything. Throws when the link can't be used, or when another account
 * has claimed it.
 */
export async function readLink(ctx: Context, token: Secret): Promise<OpenedLink> {
  requireScope(ctx, 'authorizations:complete')
  const { link, application } = await findLink(ctx, token)
  return {
    applicationName: application.name,
    roles: application.roles.map((role) => role.name),
    partnerType: link.partnerType,
    marketplace: findMarketplace(link.marketplaceId ?? ''),
    steps: link.steps,
    expectedSellingPartnerId: link.expectedSellingPartnerId,
    renews: link.authorizationId !== null,
    expiresAt: link.expiresAt,
  }
}

/**
 * The account claims the link, and from now on no other account can. Returns the id by which `/authorize` knows it, so
 * that the token isn't passed on. Throws like `readLink`, and `marketplace_unknown` when neither the link nor the
 * seller names a country.
 */
export async function claimLink(ctx: Context, token: Secret, marketplaceId: string | null): Promise<string> {
  requireScope(ctx, 'authorizations:begin')
  const { actor } = ctx
  if (actor.kind !== 'account') throw new AppError('not_allowed')
  const { link } = await findLink(ctx, token)
  const chosen = findMarketplace(link.marketplaceId ?? marketplaceId ?? '')
  if (link.steps.length > 0) marketplaceOfStep(link, chosen)
  else if (chosen === null) throw new AppError('marketplace_unknown')
  if (link.accountId !== null) return link.id
  await inTransaction(ctx, async (tx) => {
    const bound = await bindConnectLink(tx.db, link.id, actor.accountId)
    if (bound === null) return requireOwn(tx, link.id, actor.accountId)
    await appendLinkEvent(tx, 'link.changed', bound, { state: 'claimed' })
    await recordAudit(tx, 'connect-link.taken-up', { kind: 'connect-link', id: link.id })
  })
  return link.id
}

/**
 * Another request was faster: of this account itself, whose button was pressed twice, of another one, or of an operator
 * who revoked it.
 */
async function requireOwn(tx: Tx, id: string, accountId: string): Promise<void> {
  const link = await findConnectLink(tx.db, id)
  if (link !== null) requireUsableLink(tx, link)
  if (link?.accountId !== accountId) throw new AppError('connect_link_taken')
}

async function findLink(ctx: Context, token: Secret) {
  const digest = readLinkToken(ctx.keyRing.environment, token.expose())
  const link = digest === null ? null : await findConnectLinkByDigest(ctx.db, digest)
  if (link === null) throw new AppError('connect_link_not_found')
  requireUsableLink(ctx, link)
  const application = await findApplication(ctx.db, link.applicationId)
  if (application === null) throw new AppError('connect_link_not_found')
  requireInUse(application)
  return { link, application }
}

/** Throws when the link can't be used anymore, or when it is another account's. */
export function requireUsableLink(ctx: Context, link: ConnectLinkRow): void {
  if (ctx.actor.kind === 'account' && link.accountId !== null && link.accountId !== ctx.actor.accountId)
    throw new AppError('connect_link_taken')
  const problem = linkProblems[deriveLinkState(link, ctx.now())]
  if (problem !== null) throw new AppError(problem)
}

/** Locks the link that an attempt began with: if two attempts complete with it, one sees the other's use. */
export async function lockLink(tx: Tx, id: string | null): Promise<ConnectLinkRow | null> {
  return id === null ? null : lockConnectLink(tx.db, id)
}

/**
 * Why a grant obtained with this link must not be stored. A used link can still renew the existing authorization, and
 * so can a country of it that is connected already.
 */
export function checkLinkUse(
  link: Pick<ConnectLinkRow, 'expectedSellingPartnerId' | 'revokedAt' | 'usedAt' | 'steps'> | null,
  {
    sellingPartnerId,
    consentGroup,
  }: { readonly sellingPartnerId: string | null; readonly consentGroup: string },
  present: Pick<AuthorizationRow, 'id'> | null,
): ErrorCode | null {
  if (link === null) return null
  const { expectedSellingPartnerId, revokedAt, usedAt } = link
  if (expectedSellingPartnerId !== null && expectedSellingPartnerId !== sellingPartnerId)
    return 'selling_partner_mismatch'
  if (revokedAt !== null) return 'connect_link_revoked'
  if (link.steps.length > 0) {
    const step = link.steps.find((step) => step.consentGroup === consentGroup)
    if (step === undefined) return 'connect_link_country'
    if (step.connectedAt !== null && present === null) return 'connect_link_country_done'
  }
  return usedAt !== null && present === null ? 'connect_link_used' : null
}

/**
 * Runs in the transaction that stores the grant. A link for several countries is used up when the last of them is
 * connected.
 */
export async function spendLink(
  tx: Tx,
  link: ConnectLinkRow | null,
  { authorizationId, consentGroup }: { readonly authorizationId: string; readonly consentGroup: string },
): Promise<void> {
  if (link === null || link.usedAt !== null) return
  const at = tx.now()
  const steps = connectStep(link, consentGroup, { at, authorizationId })
  const target = { kind: 'connect-link', id: link.id, accountId: link.accountId } as const
  if (link.steps.length > 0) {
    if (openSteps({ steps }).length === openSteps(link).length) return
    await changeConnectLinkSteps(tx.db, link.id, steps)
    if (openSteps({ steps }).length > 0) {
      await appendLinkEvent(tx, 'link.changed', { ...link, steps, authorizationId }, { state: 'claimed' })
      await recordAudit(tx, 'connect-link.country-connected', target, { authorizationId, consentGroup })
      return
    }
  }
  await markConnectLinkUsed(tx.db, link.id, at)
  await appendLinkEvent(tx, 'link.completed', { ...link, steps, authorizationId }, { state: 'used' })
  await recordAudit(tx, 'connect-link.used', target, { authorizationId })
}

export type LinkState = 'open' | 'claimed' | 'used' | 'expired' | 'revoked'

/** `claimed`: an account continued with it, and no other account can. The store has the same rule in SQL. */
export function deriveLinkState(
  link: Pick<ConnectLinkRow, 'accountId' | 'expiresAt' | 'revokedAt' | 'usedAt'>,
  now: Date,
): LinkState {
  if (link.usedAt !== null) return 'used'
  if (link.revokedAt !== null) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  return link.accountId === null ? 'open' : 'claimed'
}

/** Why a link in this state can't be used; null when it still leads to Amazon. */
export const linkProblems: Readonly<Record<LinkState, ErrorCode | null>> = {
  open: null,
  claimed: null,
  used: 'connect_link_used',
  expired: 'connect_link_expired',
  revoked: 'connect_link_revoked',
}
