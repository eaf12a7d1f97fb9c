import { findMarketplace } from '../amazon/marketplaces.ts'
import { operations } from '../amazon/operations.ts'
import { sealGrant } from '../attempts/kept-grant.ts'
import { lockRecord } from '../attempts/lock-record.ts'
import { newAttempt } from '../attempts/new-attempt.ts'
import { recordSteps } from '../attempts/steps.ts'
import { isOtherStore, storeOnce, writeGrant } from '../attempts/store-grant.ts'
import { startAttempt, transition } from '../attempts/transition.ts'
import { ownAccount } from '../authorizations/own-account.ts'
import { type GrantDetails, isPassing, provenGroup, verifyGrant } from '../authorizations/participations.ts'
import { allowsListings, classifyTrial } from '../authorizations/prove-id.ts'
import { type CallFacts, pastedTokenProblems, tryToken } from '../authorizations/try-token.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { untilStored } from '../database/retry.ts'
import { type ErrorCode, isVaultError } from '../errors.ts'
import type { Failure } from '../failure.ts'
import { leases, whileRenewing } from '../leases.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { type AuthorizationRow, findAuthorization } from '../store/authorizations.ts'
import { listGrantsOf } from '../store/imports/held-tokens.ts'
import {
  type ClaimedLine,
  finishLine,
  listImportedBefore,
  lockClaimedLine,
  lockTokenDigest,
  postponeApplication,
  postponeLine,
  renewLineClaim,
  storeRotatedLine,
  type TokenImportLineRow,
} from '../store/imports/token-imports.ts'
import { listParticipations } from '../store/participations.ts'
import { everything } from '../store/visibility.ts'
import { callWithToken } from '../tokens/call-as-seller.ts'
import { type IssuedTokens, openHeldToken } from '../tokens/install.ts'
import { sameSecret } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'
import type { HeldTokens } from './held-tokens.ts'

const firstRetryMs = 15_000
const longestRetryMs = 15 * 60_000
/** About four hours in which Amazon's answers said nothing about a token. */
const mostTries = 20
/** How often participations are requested while Amazon can't provide them. After that, they are read later. */
const mostVerifications = 3

/** How a line ends. */
type Ended = Pick<TokenImportLineRow, 'result'> &
  Partial<
    Pick<
      TokenImportLineRow,
      'problem' | 'problemField' | 'failure' | 'amazonRequestId' | 'authorizationId' | 'attemptId'
    >
  > & { readonly result: 'imported' | 'already_here' | 'quarantined' | 'refused' }

/**
 * Imports a line that this process has claimed: one refresh with its token, one reading of its participations, and a
 * record in one transaction. A token that LWA rotates is sealed into the line before anything else happens.
 */
export function importLine(ctx: Context, line: ClaimedLine, held: HeldTokens): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const { lastsMs, renewEveryMs } = leases.importLine
  return whileRenewing(() => tryLine(ctx, line, held), {
    renew: () => renewLineClaim(autocommit(ctx.db), line.id, { claimId: line.claimId, lastsMs }),
    everyMs: renewEveryMs,
    report: (error) => ctx.log.warn({ error, lineId: line.id }, 'claim not renewed'),
  })
}

async function tryLine(ctx: Context, line: ClaimedLine, held: HeldTokens): Promise<void> {
  if (line.isCanceled) return finish(ctx, line, { result: 'canceled', problem: null })
  const application = await findApplication(ctx.db, line.applicationId)
  if (application === null || application.retiredAt !== null)
    return finish(ctx, line, { result: 'refused', problem: 'application_retired' })
  const token = openToken(ctx, line)
  if (token === null) return finish(ctx, line, { result: 'refused', problem: 'token_unreadable' })

  const holder = await findHolder(ctx, line, token, held)
  if (holder !== null) return finish(ctx, line, describeHolder(line, holder))

  const tried = await tryToken(ctx, application, token, keepRotated(ctx, line))
  if (tried.kind === 'fails') return end(ctx, line, tried)
  const { grant } = tried
  const verified = await verify(ctx, line, grant.accessToken)
  if (verified.problem !== null && isPassing(verified.problem) && line.tries < mostVerifications - 1) {
    const why = { problem: verified.problem, failure: null, amazonRequestId: verified.requestId }
    return postponeLine(autocommit(ctx.db), line, retryAt(ctx, line), why)
  }
  const isOther = await isOtherSeller(ctx, line, application, verified, grant.accessToken)
  await untilStored(ctx, { lineId: line.id }, () =>
    storeOnce(() => store(ctx, line, { application, grant, verified, isOther, step: tried.step })),
  )
}

function openToken(ctx: Context, { id, tokenSealed }: ClaimedLine): Secret | null {
  try {
    return open(ctx.keyRing, tokenSealed, seals.tokenImportLine.tokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

function keepRotated(ctx: Context, { id }: ClaimedLine): (grant: IssuedTokens) => Promise<unknown> {
  const sealed = ({ refreshToken }: IssuedTokens) =>
    seal(ctx.keyRing, refreshToken, seals.tokenImportLine.tokenSealed({ id }))
  return (grant) =>
    untilStored(ctx, { lineId: id }, () => storeRotatedLine(autocommit(ctx.db), id, sealed(grant)))
}

/** The authorization that holds this token, or that an earlier line with it produced. */
async function findHolder(
  ctx: Context,
  line: ClaimedLine,
  token: Secret,
  held: HeldTokens,
): Promise<AuthorizationRow | null> {
  const before = await listImportedBefore(ctx.db, line.applicationId, line.tokenDigest)
  const known = before.find(holdsToken)
  if (known !== undefined) return known
  const id = await held.find(ctx, line.applicationId, line.tokenDigest)
  const found = id === null ? null : await findAuthorization(ctx.db, id, everything)
  if (found === null || found.authorization.releasedAt !== null) return null
  return sameSecret(openHeldToken(ctx, found.authorization), token) ? found.authorization : null
}

/** One that has lost access deserves another try. */
const holdsToken = (row: AuthorizationRow): boolean =>
  row.refreshTokenSealed !== null && row.releasedAt === null && row.health !== 'reauthorization_needed'

function describeHolder({ sellingPartnerId }: ClaimedLine, holder: AuthorizationRow): Ended {
  const isElsewhere =
    sellingPartnerId !== null &&
    holder.sellingPartnerId !== null &&
    holder.sellingPartnerId !== sellingPartnerId
  return isElsewhere
    ? { result: 'refused', problem: 'import_token_elsewhere', authorizationId: holder.id }
    : { result: 'already_here', problem: null, authorizationId: holder.id }
}

/** LWA didn't accept the token, or didn't answer about it. */
async function end(
  ctx: Context,
  line: ClaimedLine,
  { verdict, failure, step }: Extract<Awaited<ReturnType<typeof tryToken>>, { kind: 'fails' }>,
): Promise<void> {
  const { amazonRequestId } = step
  const problem = pastedTokenProblems[verdict]
  if (problem !== 'pasted_token_unproven' || line.tries + 1 >= mostTries)
    return finish(ctx, line, { result: 'refused', problem, failure, amazonRequestId })
  const dueAt = retryAt(ctx, line)
  await postponeLine(autocommit(ctx.db), line, dueAt, { problem, failure, amazonRequestId })
  await postponeApplication(autocommit(ctx.db), line.applicationId, dueAt)
}

const retryAt = (ctx: Context, { tries }: ClaimedLine): Date =>
  new Date(ctx.now().getTime() + Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(tries, 10)))

/** A line without a country doesn't say which of several consents of a region it is. */
async function verify(ctx: Context, line: ClaimedLine, accessToken: Secret): Promise<GrantDetails> {
  const marketplace = findMarketplace(line.marketplaceId)
  if (marketplace === null) throw new Error(`an import line of the unknown marketplace ${line.marketplaceId}`)
  const verified = await verifyGrant(ctx, accessToken, { marketplace, partnerType: line.partnerType })
  if (line.isCountryStated) return verified
  return { ...verified, consentGroup: provenGroup(verified) ?? 'unknown' }
}

/** Only if Amazon says so: other answers prove nothing. */
async function isOtherSeller(
  ctx: Context,
  { sellingPartnerId, partnerType }: ClaimedLine,
  application: ApplicationRow,
  { region, marketplaceId, problem }: GrantDetails,
  accessToken: Secret,
): Promise<boolean> {
  if (sellingPartnerId === null || partnerType === 'vendor' || problem !== null) return false
  if (!allowsListings(application.roles.map(({ name }) => name))) return false
  const trial = await callWithToken(ctx, operations.searchListingsItems, { region }, accessToken, {
    path: { sellerId: sellingPartnerId },
    query: { marketplaceIds: marketplaceId, pageSize: '1' },
  })
  return classifyTrial(trial) === 'rejected'
}

interface Found {
  readonly application: ApplicationRow
  readonly grant: IssuedTokens
  readonly verified: GrantDetails
  readonly isOther: boolean
  readonly step: CallFacts
}

/**
 * Stores the record and the line's result together, in one transaction. Does nothing if another process has the line by
 * now.
 */
async function store(ctx: Context, line: ClaimedLine, found: Found): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const accountId = line.accountId ?? (await ownAccount(ctx))
  await inTransaction(ctx, async (tx) => {
    await lockTokenDigest(tx.db, line.tokenDigest)
    if (!(await lockClaimedLine(tx.db, line))) {
      tx.log.warn({ lineId: line.id }, 'another process imports this line')
      return
    }
    const outcome = await decide(tx, line, { ...found, accountId })
    await finishLine(tx.db, line, { ...noCause, ...outcome, finishedAt: tx.now() })
  })
}

async function decide(
  tx: Tx,
  line: ClaimedLine,
  found: Found & { readonly accountId: string },
): Promise<Ended> {
  const { applicationId, sellingPartnerId, tokenDigest } = line
  const { grant, isOther, verified: asked } = found
  const twin = (await listImportedBefore(tx.db, applicationId, tokenDigest)).find(holdsToken)
  if (twin !== undefined) return describeHolder(line, twin)
  const grantKey = sellingPartnerId ?? tokenDigest
  const recordKey = { applicationId, accountId: found.accountId, grantKey, authorizationId: null }
  const { present, verified } = await lockRecord(tx, recordKey, asked)
  const accountId = present?.accountId ?? found.accountId
  const grants = await listSameGrants(tx, line, grantKey, verified)
  const aside = isOther ? 'import_seller_differs' : await obstacle(tx, line, present, verified, grants)
  if (aside !== null) return setAside(tx, line, await begin(tx, line, accountId, found), grant, aside)

  const same = present ?? grants.find(({ releasedAt }) => releasedAt === null)
  if (same !== undefined && holdsToken(same)) return describeHolder(line, same)
  const { id, workflow } = await begin(tx, line, accountId, found)
  const fields = {
    id,
    applicationId,
    accountId,
    partnerType: line.partnerType,
    workflow,
    sellingPartnerId,
    grantKey,
    grantedAt: line.authorizedAt,
    link: { externalReference: line.externalReference, tags: line.tags, keyTags: {} },
  }
  const authorizationId = await writeGrant(tx, fields, grant, verified, present)
  await transition(tx, { id, claimId: null }, 'completeSelf', {
    set: { authorizationId, amazonRequestId: grant.requestId },
  })
  const note = verified.problem === 'vendor' ? null : verified.problem
  return { result: 'imported', problem: note, authorizationId, amazonRequestId: verified.requestId }
}

/** Why an operator has to decide; null: no conflict. */
async function obstacle(
  tx: Tx,
  { accountId, startedAt }: ClaimedLine,
  present: AuthorizationRow | null,
  verified: GrantDetails,
  grants: readonly AuthorizationRow[],
): Promise<ErrorCode | null> {
  if (present !== null) {
    if (accountId !== null && present.accountId !== accountId) return 'selling_partner_taken'
    const known = await listParticipations(tx.db, [present.id])
    if (isOtherStore(known, verified.participations)) return 'import_seller_differs'
    if (present.disconnectedBy === 'account') return 'import_seller_disconnected'
  }
  // The import is older: it doesn't undo what people decided while it was running.
  const isEnded = ({ disconnectedAt, releasedAt }: AuthorizationRow) =>
    [disconnectedAt, releasedAt].some((at) => at !== null && at >= startedAt)
  return grants.some(isEnded) && !grants.some(holdsToken) ? 'disconnected_since' : null
}

/**
 * The seller's records in this region with the same consent, or where it isn't known whether it is the same. Also those
 * that were released while the import was running.
 */
async function listSameGrants(
  tx: Tx,
  { applicationId, startedAt }: ClaimedLine,
  grantKey: string,
  { region, consentGroup }: GrantDetails,
): Promise<AuthorizationRow[]> {
  const rows = await listGrantsOf(tx.db, applicationId, grantKey, startedAt)
  const groups = ['unknown', consentGroup]
  return rows.filter(
    (row) => row.region === region && (consentGroup === 'unknown' || groups.includes(row.consentGroup)),
  )
}

/**
 * Without an id, or for a private application, it can't be renewed on the connect page: a new token has to be pasted.
 */
const workflowOf = ({ sellingPartnerId }: ClaimedLine, { kind }: ApplicationRow) =>
  sellingPartnerId === null || kind === 'private' ? ('self' as const) : ('website' as const)

interface Begun {
  readonly id: string
  readonly workflow: 'self' | 'website'
}

/** The attempt that the authorization's history, or the quarantine, shows. */
async function begin(tx: Tx, line: ClaimedLine, accountId: string, found: Found): Promise<Begun> {
  const { application, verified, step } = found
  const workflow = workflowOf(line, application)
  const { columns } = newAttempt(tx, application)
  await startAttempt(tx, 'startSelf', {
    ...columns,
    workflow,
    accountId,
    partnerType: line.partnerType,
    authorizationId: null,
    personId: null,
    marketplaceId: verified.marketplaceId,
    sellingPartnerId: line.sellingPartnerId,
    receivedAt: tx.now(),
    exchangedAt: tx.now(),
  })
  await recordSteps(tx, columns.id, [
    { step: 'exchanged', ...step },
    { step: 'verified', problem: verified.problem, amazonRequestId: verified.requestId },
  ])
  return { id: columns.id, workflow }
}

async function setAside(
  tx: Tx,
  line: ClaimedLine,
  { id }: Begun,
  grant: IssuedTokens,
  problem: ErrorCode,
): Promise<Ended> {
  await transition(tx, { id, claimId: null }, 'quarantineSelf', {
    problem,
    set: { grantSealed: sealGrant(tx.keyRing, id, grant), amazonRequestId: grant.requestId },
    details: { sellingPartnerId: line.sellingPartnerId, authorizationId: null },
  })
  return { result: 'quarantined', problem, attemptId: id, amazonRequestId: grant.requestId }
}

const noCause: { failure: Failure | null; problemField: null } = { failure: null, problemField: null }

/** Without a record. */
function finish(
  ctx: Context,
  line: ClaimedLine,
  outcome: Ended | { readonly result: 'canceled'; readonly problem: null },
): Promise<void> {
  return finishLine(autocommit(ctx.db), line, { ...noCause, ...outcome, finishedAt: ctx.now() })
}
