import { isAmazonMarketplace, type PartnerType } from '../amazon/marketplaces.ts'
import type { MarketplaceParticipation } from '../amazon/sellers.ts'
import { recordAudit } from '../audit/record.ts'
import { type GrantDetails, keepsAnswer } from '../authorizations/participations.ts'
import { tryToken } from '../authorizations/try-token.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import { checkLinkUse, lockLink, spendLink } from '../links/redeem.ts'
import { settleState } from '../state/settle-state.ts'
import { findApplication } from '../store/applications.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { type AuthorizationRow, findAuthorization } from '../store/authorizations.ts'
import type { ConnectLinkRow } from '../store/connect-links.ts'
import { listParticipations, replaceParticipations } from '../store/participations.ts'
import { everything } from '../store/visibility.ts'
import { hasTags } from '../tags.ts'
import { type IssuedTokens, insertWithTokens, replaceTokens } from '../tokens/install.ts'
import { newId } from '../vault/random.ts'
import { keepRotatedGrant } from './kept-grant.ts'
import { lockRecord, type RecordKey } from './lock-record.ts'
import { type ClaimedAttempt, isLostAttempt, transition } from './transition.ts'

/**
 * Stores a grant even if another attempt of the same seller stored one concurrently. Amazon doesn't document whether
 * authorizing again ends earlier tokens, and we can't know which of two codes it processed first. So LWA has to accept
 * this one before it replaces the other token.
 */
export async function storeWithConcurrentGrants(
  ctx: Context,
  attempt: ClaimedAttempt,
  grant: IssuedTokens,
  verified: GrantDetails,
): Promise<Exclude<Stored, { kind: 'concurrent' }>> {
  let current = grant
  let concurrent: TriedConcurrentGrant | null = null
  for (;;) {
    const stored = await storeOnce(() => storeGrant(ctx, attempt, current, verified, concurrent))
    if (stored.kind !== 'concurrent') return stored
    const application = await findApplication(ctx.db, attempt.applicationId)
    if (application === null) throw new AppError('application_not_ready')
    const tried = await tryToken(ctx, application, current.refreshToken, keepRotatedGrant(ctx, attempt.id))
    if (tried.kind === 'works') current = tried.grant
    // Only LWA's refusal of the token ends it; a missing answer doesn't.
    const hasWon = tried.kind === 'fails' && tried.verdict === 'grant-refused'
    concurrent = { tokenVersion: stored.tokenVersion, hasWon }
  }
}

export type Stored =
  | { readonly kind: 'completed'; readonly authorizationId: string }
  | { readonly kind: 'quarantined'; readonly code: ErrorCode }
  /** Nothing is stored: another attempt of the seller stored its grant since this one came back. */
  | { readonly kind: 'concurrent'; readonly tokenVersion: number }

/** What LWA said about this grant, given another one that was stored concurrently. */
export interface TriedConcurrentGrant {
  readonly tokenVersion: number
  /** The stored grant keeps its place: the token of this one no longer works. */
  readonly hasWon: boolean
}

/**
 * Stores a verified grant in one transaction: creates the authorization or replaces its token, and ends the attempt. A
 * grant of another selling partner than expected, or one that another account holds, is quarantined: it stays sealed in
 * the attempt, and no record changes. So is one whose record was disconnected after the seller came back from Amazon.
 */
export async function storeGrant(
  ctx: Context,
  attempt: ClaimedAttempt,
  grant: IssuedTokens,
  found: GrantDetails,
  concurrent: TriedConcurrentGrant | null,
): Promise<Stored> {
  return inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    // Before the record is looked up, so that a transaction that waited here sees the record that the other attempt
    // stored.
    const link = await lockLink(tx, attempt.connectLinkId)
    const fields = { ...attempt, grantKey: attempt.sellingPartnerId, link }
    const { present, verified } = await lockRecord(tx, fields, found)
    const renewed = await renewedAuthorization(tx, attempt)
    const expected = renewed?.sellingPartnerId ?? attempt.announcedSellingPartnerId
    const isReleased = renewed !== null && renewed.releasedAt !== null
    const problem = isReleased
      ? 'authorization_released'
      : (checkOwner(attempt, expected, present) ??
        checkLinkUse(link, { ...attempt, consentGroup: verified.consentGroup }, present) ??
        (await checkStores(tx, present, verified)) ??
        checkDisconnection(attempt, present))
    if (problem !== null) return quarantine(tx, attempt, problem)

    const wasTried = present !== null && present.tokenVersion === concurrent?.tokenVersion
    if (!wasTried && isConcurrentGrant(attempt, present))
      return { kind: 'concurrent', tokenVersion: present.tokenVersion }
    const id =
      wasTried && concurrent?.hasWon ? present.id : await writeGrant(tx, fields, grant, verified, present)
    await transition(tx, attempt, 'complete', { set: { authorizationId: id } })
    await spendLink(tx, link, { authorizationId: id, consentGroup: verified.consentGroup })
    return { kind: 'completed', authorizationId: id }
  })
}

async function renewedAuthorization(tx: Tx, attempt: AttemptRow): Promise<AuthorizationRow | null> {
  if (attempt.authorizationId === null) return null
  return (await findAuthorization(tx.db, attempt.authorizationId, everything))?.authorization ?? null
}

/** `expected`: the selling partner that Amazon announced or that is being re-authorized; null if any is accepted. */
export function checkOwner(
  attempt: Pick<ClaimedAttempt, 'sellingPartnerId' | 'announcedSellingPartnerId' | 'accountId'>,
  expected: string | null,
  present: Pick<AuthorizationRow, 'accountId'> | null,
): ErrorCode | null {
  const announced = attempt.announcedSellingPartnerId ?? attempt.sellingPartnerId
  if (announced !== attempt.sellingPartnerId) return 'selling_partner_mismatch'
  if (expected !== null && expected !== attempt.sellingPartnerId) return 'selling_partner_mismatch'
  if (present !== null && present.accountId !== attempt.accountId) return 'selling_partner_taken'
  return null
}

/** The id comes from the seller's browser, while the stores come from Amazon's answer about the token. */
async function checkStores(
  tx: Tx,
  present: AuthorizationRow | null,
  verified: GrantDetails,
): Promise<ErrorCode | null> {
  if (present === null) return null
  const known = await listParticipations(tx.db, [present.id])
  return isOtherStore(known, verified.participations) ? 'stores_differ' : null
}

/** A disconnection is the last word: it isn't undone by a consent that was given before it and is stored after it. */
function checkDisconnection(
  { receivedAt }: Pick<AttemptRow, 'receivedAt'>,
  present: Pick<AuthorizationRow, 'disconnectedAt'> | null,
): ErrorCode | null {
  const disconnectedAt = present?.disconnectedAt ?? null
  if (disconnectedAt === null || receivedAt === null) return null
  return disconnectedAt >= receivedAt ? 'disconnected_since' : null
}

/** The fields of an attempt that become its authorization. */
export interface RecordFields
  extends Pick<AttemptRow, 'id' | 'workflow' | 'sellingPartnerId'>,
    Omit<RecordKey, 'authorizationId'> {
  readonly partnerType: PartnerType
  /** Left out: the previous label stays. */
  readonly label?: string
  /** The connect link that it came by: the company's own id and tags are copied from it. */
  readonly link?: Pick<ConnectLinkRow, 'externalReference' | 'tags' | 'keyTags'> | null
  /** When the seller authorized, if that was earlier: their permission has to be renewed from then on. */
  readonly grantedAt?: Date | null
}

/**
 * Creates the authorization, or replaces the tokens of `present`, whose refresh token is kept for a while. Called in
 * the transaction that has locked `present`. Throws `authorization_changed` when the same grant was stored meanwhile.
 */
export async function writeGrant(
  tx: Tx,
  fields: RecordFields,
  grant: IssuedTokens,
  verified: GrantDetails,
  present: AuthorizationRow | null,
): Promise<string> {
  const id = present?.id ?? newId()
  const { applicationId, accountId, grantKey, workflow, partnerType, sellingPartnerId, label } = fields
  const { region, consentGroup, marketplaceId, storeName, participations } = verified
  const change = {
    applicationId,
    grantKey,
    region,
    consentGroup,
    workflow,
    partnerType,
    sellingPartnerId,
    marketplaceId,
    ...(storeName !== null && { storeName }),
    ...(label !== undefined && { label }),
    ...referenceOf(fields, present),
    renewedAt: fields.grantedAt ?? tx.now(),
    disconnectedAt: null,
    disconnectedBy: null,
    participationsAskedAt: tx.now(),
    ...(present !== null && keepsAnswer(present, verified)
      ? // The answer is older than a grant of today, so that a worker asks again: a new grant may change it.
        {}
      : {
          participationsReadAt: tx.now(),
          participationsProblem: verified.problem,
          participationsRequestId: verified.requestId,
        }),
  }
  if (present !== null) await replaceTokens(tx, present, grant, change)
  else {
    const row = { ...change, id, accountId, authorizedAt: change.renewedAt, createdAt: tx.now() }
    if (!(await insertWithTokens(tx, row, grant)))
      throw new AppError('authorization_changed', { attemptId: fields.id })
  }
  if (participations !== null) await replaceParticipations(tx.db, id, participations)
  const events = await settleState(tx, [id], present === null ? 'first' : 'later')
  await recordAudit(
    tx,
    present === null ? 'authorization.completed' : 'authorization.re-authorized',
    { kind: 'authorization', id, accountId },
    { attemptId: fields.id, sellingPartnerId, region, requestId: grant.requestId },
    events.get(id),
  )
  return id
}

/** A link made by a key that is limited to some tags doesn't change anything that the key couldn't change itself. */
function referenceOf({ link }: RecordFields, present: AuthorizationRow | null): Partial<AuthorizationRow> {
  if (!link) return {}
  const { externalReference, tags, keyTags } = link
  if (present !== null && !hasTags(present, keyTags)) return {}
  return {
    ...(externalReference !== null && { externalReference }),
    tags: { ...present?.tags, ...tags },
  }
}

/** Sets the grant aside until an operator decides: it stays sealed in the attempt, and nothing uses it. */
export async function quarantine(
  tx: Tx,
  attempt: ClaimedAttempt,
  code: ErrorCode,
  failure: Failure | null = null,
): Promise<Stored> {
  requireScope(tx, 'authorizations:complete')
  const { sellingPartnerId, authorizationId } = attempt
  await transition(tx, attempt, 'quarantine', {
    problem: code,
    set: { failure },
    details: { sellingPartnerId, authorizationId },
  })
  return { kind: 'quarantined', code }
}

/** Whether the record got its token after this attempt came back from Amazon. */
export function isConcurrentGrant(
  attempt: Pick<AttemptRow, 'receivedAt'>,
  present: AuthorizationRow | null,
): present is AuthorizationRow {
  if (present === null || present.disconnectedAt !== null || attempt.receivedAt === null) return false
  return present.renewedAt >= attempt.receivedAt
}

/** If two attempts of one seller collide at the insert, the second finds the record now, and updates it. */
export async function storeOnce<Stored>(store: () => Promise<Stored>): Promise<Stored> {
  try {
    return await store()
  } catch (error) {
    const hasCollided = isAppError(error) && error.code === 'authorization_changed' && !isLostAttempt(error)
    if (!hasCollided) throw error
    return store()
  }
}

type Store = Pick<MarketplaceParticipation, 'marketplaceId' | 'domainName' | 'storeName' | 'isParticipating'>

/**
 * True when a new grant's stores have neither a marketplace nor a store name in common with those of the record: most
 * likely it belongs to another selling partner. False where either side is unknown. Marketplaces that aren't Amazon's
 * are left out, since every seller of a country has the same ones.
 */
export function isOtherStore(known: readonly Store[], found: readonly Store[] | null): boolean {
  const before = marksOf(known)
  const after = marksOf(found ?? [])
  return before.size > 0 && after.size > 0 && [...before].every((mark) => !after.has(mark))
}

function marksOf(stores: readonly Store[]): Set<string> {
  const own = stores.filter(isAmazonMarketplace)
  const open = own.filter(({ isParticipating }) => isParticipating)
  return new Set(
    (open.length > 0 ? open : own).flatMap(({ marketplaceId, storeName }) => {
      const name = storeName.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
      return name === '' ? [`id ${marketplaceId}`] : [`id ${marketplaceId}`, `name ${name}`]
    }),
  )
}
