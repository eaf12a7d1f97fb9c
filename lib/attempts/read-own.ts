import { readPaste } from '../amazon/diagnosis/read-paste.ts'
import type { SellerWords } from '../amazon/diagnosis/seller-words.ts'
import { findConsentGroup, findMarketplace } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { explainForSeller } from '../diagnose/explain-for-seller.ts'
import { AppError } from '../errors.ts'
import { knownName } from '../partner-name.ts'
import { allow } from '../people/throttle.ts'
import { maskAndCut } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import {
  type AttemptRow,
  fileConsentReport,
  findAttempt,
  findNewestAttempt,
  hasConnectedSince,
  hasUnfinishedAttempt,
} from '../store/attempts.ts'
import { findAuthorization, listHolders } from '../store/authorizations.ts'
import { findConnectLink } from '../store/connect-links.ts'
import { type ArrivalChoices, findArrivalChoices } from './arrive.ts'
import { type AttemptOutcome, outcomeOf } from './complete.ts'
import { findConfirmed, isUnderWay } from './continue.ts'
import { type Bindings, findOwnAttempt, isAnothers, requireSeller } from './new-attempt.ts'
import { recordStep } from './steps.ts'

/** For the browser that started it; once it has ended, also for the account that owns it. */
export async function readAttempt(
  ctx: Context,
  id: string,
  bindings: Bindings,
): Promise<{
  readonly outcome: AttemptOutcome
  readonly status: string
  readonly marketplaceId: string | null
  /** The company's own page to which the seller can return. */
  readonly returnTo: string | null
  /** The connect link that it began with. */
  readonly connectLinkId: string | null
  readonly restart: Restart
  /** The expected and the actual selling partner; null if none was expected, or if they match. */
  readonly mixUp: { readonly expected: string; readonly came: string } | null
  /** Whether somebody else has signed in since: the result isn't theirs to see. */
  readonly isAnothers: boolean
}> {
  requireScope(ctx, 'authorizations:complete')
  const row = (await findOwnAttempt(ctx, id, bindings)) ?? (await findEndedAttempt(ctx, id))
  if (row === null) throw new AppError('attempt_not_found')
  const { status, marketplaceId, returnTo, connectLinkId } = row
  const renewed = await findRenewed(ctx, row)
  const mixUp = await mixUpOf(ctx, row, renewed)
  return {
    outcome: outcomeOf(row),
    status,
    marketplaceId,
    returnTo,
    connectLinkId,
    restart: restartOf(row, renewed),
    mixUp,
    isAnothers: isAnothers(ctx, row),
  }
}

/** The browser forgets its binding after a while, but the page of the result may be open for longer. */
async function findEndedAttempt(ctx: Context, id: string): Promise<AttemptRow | null> {
  const row = ctx.actor.kind === 'account' ? await findAttempt(ctx.db, id) : null
  return row === null || row.endedAt === null || isAnothers(ctx, row) ? null : row
}

async function mixUpOf(ctx: Context, row: AttemptRow, renewed: Renewed | null) {
  const { problem, sellingPartnerId: came, connectLinkId, announcedSellingPartnerId } = row
  if (came === null || (problem !== 'selling_partner_mismatch' && problem !== 'stores_differ')) return null
  const link = connectLinkId === null ? null : await findConnectLink(ctx.db, connectLinkId)
  const id = renewed?.sellingPartnerId ?? link?.expectedSellingPartnerId ?? announcedSellingPartnerId
  if (id === null || id === undefined) return null
  const isNamed = renewed !== null && renewed.name !== id
  return { expected: isNamed ? `${renewed.name} (${id})` : id, came }
}

/** Whether the account is connecting something right now: in any browser, with its page open or closed. */
export async function isConnecting(ctx: Context): Promise<boolean> {
  requireScope(ctx, 'authorizations:begin')
  return ctx.actor.kind === 'account' && hasUnfinishedAttempt(ctx.db, ctx.actor.accountId)
}

/** Amazon's request at the Login URI, as its seller is asked to agree to it. */
export interface ArrivalView {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** The choices left to the seller: a list with one entry is decided. */
  readonly choices: ArrivalChoices
  /** The seller's answer, or the only authorization that this account has for the selling partner. */
  readonly proposed: Pick<AttemptRow, 'marketplaceId' | 'partnerType'> | null
}

/**
 * An arrival that waits for its seller, for the browser that brought it: still shown after they have confirmed it, as
 * long as they are on their way to Amazon.
 */
export async function readArrival(ctx: Context, id: string, bindings: Bindings): Promise<ArrivalView> {
  requireScope(ctx, 'authorizations:begin')
  const confirmed = await findConfirmed(ctx, id, bindings)
  const row = confirmed ?? (await ownAttempt(ctx, id, bindings))
  const isOpen = confirmed === null ? row.status === 'arrived' : isUnderWay(row, ctx.now())
  if (!isOpen || row.expiresAt <= ctx.now()) throw new AppError('attempt_not_found')
  const application = await findApplication(ctx.db, row.applicationId)
  if (application === null) throw new AppError('attempt_not_found')
  return {
    attemptId: id,
    sellingPartnerId: row.announcedSellingPartnerId,
    choices: await findArrivalChoices(ctx, row, application, bindings),
    proposed: proposalOf(confirmed ?? (await findOnlyHeld(ctx, row))),
  }
}

/** The attempt that a confirmed arrival became, once its seller has come back from Amazon; null until then. */
export async function findReturned(
  ctx: Context,
  arrivalId: string,
  bindings: Bindings,
): Promise<string | null> {
  requireScope(ctx, 'authorizations:begin')
  const confirmed = await findConfirmed(ctx, arrivalId, bindings)
  return confirmed === null || confirmed.receivedAt === null ? null : confirmed.id
}

function proposalOf(from: ArrivalView['proposed']): ArrivalView['proposed'] {
  return from && { marketplaceId: from.marketplaceId, partnerType: from.partnerType }
}

async function findOnlyHeld(ctx: Context, row: AttemptRow) {
  const { applicationId, announcedSellingPartnerId: grantKey } = row
  if (grantKey === null) return null
  const own = await listHolders(ctx.db, { applicationId, grantKey, accountId: requireSeller(ctx).accountId })
  return own.length === 1 ? (own[0] ?? null) : null
}

async function ownAttempt(ctx: Context, id: string, bindings: Bindings): Promise<AttemptRow> {
  const row = await findOwnAttempt(ctx, id, bindings)
  if (row === null) throw new AppError('attempt_not_found')
  return row
}

const dayMs = 86_400_000
const longestReport = 500

/** An attempt whose seller hasn't come back: Amazon reports neither a Cancel nor its own error pages. */
export interface Unfinished {
  readonly attemptId: string
  readonly marketplaceId: string | null
  /** The authorization that it renews, if any. */
  readonly renews: string | null
  readonly restart: Restart
  /** The seller's report of an error on Amazon's page, and its meaning for them. */
  readonly report: (SellerWords & { readonly shown: string }) | null
}

/**
 * The account's newest attempt, if its seller didn't come back from Amazon, it started today, and it still has a
 * purpose: not after another tab has connected the same, or if the application is retired.
 */
export async function findUnfinished(ctx: Context): Promise<Unfinished | null> {
  requireScope(ctx, 'authorizations:begin')
  if (ctx.actor.kind !== 'account') return null
  const row = await findNewestAttempt(ctx.db, ctx.actor.accountId)
  if (row === null || !isUnfinished(row) || ctx.now().getTime() - row.startedAt.getTime() > dayMs) return null
  const application = await findApplication(ctx.db, row.applicationId)
  if (application?.retiredAt !== null || (await isOvertaken(ctx, row, ctx.actor.accountId))) return null
  return toUnfinished(ctx, row)
}

async function isOvertaken(ctx: Context, row: AttemptRow, accountId: string): Promise<boolean> {
  const { applicationId, authorizationId, marketplaceId, startedAt: since } = row
  const group = findConsentGroup(findMarketplace(marketplaceId ?? '')?.consentGroup ?? '')
  const marketplaceIds = (group?.marketplaces ?? []).map(({ id }) => id)
  return hasConnectedSince(ctx.db, { accountId, applicationId, authorizationId, marketplaceIds, since })
}

/** One of the account's own. */
export async function readUnfinished(ctx: Context, attemptId: string): Promise<Unfinished> {
  requireScope(ctx, 'authorizations:begin')
  const { accountId } = requireSeller(ctx)
  const row = await findAttempt(ctx.db, attemptId)
  if (row?.accountId !== accountId || !isUnfinished(row)) throw new AppError('attempt_not_found')
  return toUnfinished(ctx, row)
}

/**
 * Stores the error that Amazon showed the seller with the attempt, masked. It ends nothing: they may still come back.
 */
export async function reportConsent(ctx: Context, attemptId: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:begin')
  const { accountId, personId } = requireSeller(ctx)
  await allow(ctx, 'consent-report.person', personId)
  const shown = maskAndCut(readPaste(text).masked.trim(), longestReport)
  if (shown === '') throw new AppError('report_empty')
  await inTransaction(ctx, async (tx) => {
    const row = await fileConsentReport(tx.db, attemptId, accountId, shown)
    if (row === null) throw new AppError('attempt_not_found')
    await recordAudit(tx, 'attempt.reported', { kind: 'attempt', id: attemptId, accountId }, {})
    await recordStep(tx, attemptId, 'reported')
  })
}

function isUnfinished({ status, problem }: AttemptRow): boolean {
  return status === 'started' || (status === 'failed' && problem === 'not_finished')
}

async function toUnfinished(ctx: Context, row: AttemptRow): Promise<Unfinished> {
  const renewed = await findRenewed(ctx, row)
  return {
    attemptId: row.id,
    marketplaceId: row.marketplaceId,
    renews: renewed?.name ?? null,
    restart: restartOf(row, renewed),
    report:
      row.consentReport === null
        ? null
        : { shown: row.consentReport, ...(explainForSeller(row.consentReport) ?? unknownReport) },
  }
}

export const unknownReport: SellerWords = {
  title: 'We don’t recognize this message',
  next: 'The company can now see it and look into it. In the meantime, you can try again.',
}

/** The address that starts an attempt again, with all its parameters. */
export type Restart =
  | { readonly kind: 'renewal'; readonly authorizationId: string }
  | { readonly kind: 'link'; readonly linkId: string; readonly marketplaceId: string | null }
  | ({ readonly kind: 'website' } & Pick<
      AttemptRow,
      'applicationId' | 'marketplaceId' | 'partnerType' | 'returnTo'
    >)

/** The authorization that an attempt is about to renew, as far as the actor may see it. */
export interface Renewed {
  readonly id: string
  readonly name: string
  readonly sellingPartnerId: string | null
}

/**
 * The authorization that the attempt renews: the chosen one, or the one of the selling partner that Amazon announced.
 */
export async function findRenewed(ctx: Context, row: AttemptRow): Promise<Renewed | null> {
  const id = row.authorizationId ?? (await announcedHolder(ctx, row))
  const found = id === null ? null : await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null || found.authorization.releasedAt !== null) return null
  const { id: renewedId, sellingPartnerId } = found.authorization
  return { id: renewedId, name: knownName(found.authorization) ?? '', sellingPartnerId }
}

async function announcedHolder(ctx: Context, row: AttemptRow): Promise<string | null> {
  const { applicationId, accountId, announcedSellingPartnerId: grantKey } = row
  if (grantKey === null || accountId === null) return null
  const holders = await listHolders(ctx.db, { applicationId, grantKey, accountId })
  return holders.length === 1 ? (holders[0]?.id ?? null) : null
}

export function restartOf(row: AttemptRow, renewed: Renewed | null): Restart {
  const { connectLinkId, applicationId, marketplaceId, partnerType, returnTo } = row
  // A link decides everything else, including which authorization is renewed.
  if (connectLinkId !== null) return { kind: 'link', linkId: connectLinkId, marketplaceId }
  if (renewed !== null) return { kind: 'renewal', authorizationId: renewed.id }
  return { kind: 'website', applicationId, marketplaceId, partnerType, returnTo }
}
