import type { Flag } from '#drizzle/schema.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { amazonFirst, isAmazonMarketplace, listMarketplaces } from '../amazon/marketplaces.ts'
import { type Context, hasScope, requireScope, visibleTo } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { stateEvents } from '../events/catalog.ts'
import { keepEventsDays } from '../policy.ts'
import { type DisplayedHealth, isBlockable } from '../state/derive-state.ts'
import { listBlockedApplications } from '../store/applications.ts'
import { type AuditEntry, listAuditOf } from '../store/audit/audit.ts'
import type { ListFilter } from '../store/authorization-filter.ts'
import {
  countAuthorizationRows,
  type HealthCount,
  listAuthorizationRows,
} from '../store/authorization-lists.ts'
import { type AuthorizationRow, findAuthorization } from '../store/authorizations.ts'
import { type EventRow, listLastEventsOf } from '../store/events/events.ts'
import { hasOtherReadStores, listParticipations, type ParticipationRow } from '../store/participations.ts'
import { readTally, type Tally } from '../store/state.ts'
import { type ListQuery, toListFilter } from './list-filter.ts'
import { type AuthorizationView, explainAuthorization, toView } from './view.ts'

/** The previous refresh token, while it is kept. */
export interface PreviousToken {
  /** When it was authorized. */
  readonly renewedAt: Date | null
  readonly until: Date
  /** Version of the current token, which it would replace. */
  readonly tokenVersion: number
}

export interface AuthorizationDetail extends AuthorizationView {
  readonly participations: readonly ParticipationRow[]
  /** Newest first; for operators, who may read the audit. Sellers are not told which operator did what. */
  readonly history: readonly AuditEntry[]
  /** Newest first, for as long as events are kept; for operators. */
  readonly stateChanges: readonly StateChange[]
  readonly previousToken: PreviousToken | null
  /** Cause and remedy, from Amazon's answer, when action is needed. */
  readonly diagnosis: Diagnosis | null
}

/** A change of health, or a flag that was set or cleared. */
export interface StateChange {
  readonly id: string
  readonly type: (typeof stateEvents)[number]
  /** Why no token is issued: a code of lib/errors/tokens.ts. Null where tokens are issued. */
  readonly cause: string | null
  readonly happenedAt: Date
}

export interface OwnAuthorization extends AuthorizationView {
  readonly participations: readonly ParticipationRow[]
}

/** A page of the authorizations that the actor may see. `next` is null on the last page. */
export async function listAuthorizations(ctx: Context, query: ListQuery): Promise<Page<AuthorizationView>> {
  requireScope(ctx, 'authorizations:read')
  const limit = Math.min(query.limit ?? 50, 200)
  const filter = await toListFilter(ctx, query)
  const page = await readPage(
    { after: query.after, kind: 'text', limit },
    (wanted) => listAuthorizationRows(ctx.db, filter, query.sort ?? 'attention', wanted),
    ({ key, authorization: { id } }) => ({ key, id }),
  )
  return { ...page, rows: page.rows.map((row) => toView(ctx, row)) }
}

export interface AuthorizationCounts {
  readonly health: Readonly<Record<DisplayedHealth, number>>
  readonly flags: Readonly<Record<Flag, number>>
}

/** Counts that aren't kept in advance stop here. */
const mostCounted = 1_000

/**
 * Counts how many authorizations have each health and each flag, ignoring the query's filters by health and flags.
 * Null: a search or another narrow filter matches more than a thousand.
 */
export async function countAuthorizations(
  ctx: Context,
  query: Omit<ListQuery, 'sort' | 'after' | 'limit'>,
): Promise<AuthorizationCounts | null> {
  requireScope(ctx, 'authorizations:read')
  const filter = await toListFilter(ctx, query)
  const [rows, blocked] = await Promise.all([
    isCountedInAdvance(filter)
      ? readTally(ctx.db).then((tally) => tally.filter((row) => matchesTally(filter, row)))
      : countAuthorizationRows(ctx.db, filter, mostCounted),
    listBlockedApplications(ctx.db),
  ])
  return rows && sumCounts(rows, new Set(blocked))
}

/** The filters that the stored counts distinguish, besides health and flags. */
const counted: readonly (keyof ListFilter)[] = ['visible', 'applicationId', 'region', 'health', 'flags']

function isCountedInAdvance(filter: ListFilter): boolean {
  const narrow = Object.entries(filter).filter(([name]) => !counted.includes(name as keyof ListFilter))
  return 'all' in filter.visible && narrow.every(([, part]) => part === null)
}

function matchesTally({ applicationId, region }: ListFilter, row: Tally): boolean {
  return (
    (applicationId === null || row.applicationId === applicationId) &&
    (region === null || row.region === region)
  )
}

function sumCounts(rows: readonly HealthCount[], blocked: ReadonlySet<string>): AuthorizationCounts {
  const health = {
    working: 0,
    retrying: 0,
    reauthorization_needed: 0,
    blocked: 0,
    paused: 0,
    disconnected: 0,
  }
  const flags = {
    renewal_due: 0,
    renewal_overdue: 0,
    roles_missing: 0,
    details_missing: 0,
    listings_suspended: 0,
  }
  for (const { applicationId, health: own, flag, total } of rows) {
    if (flag !== '') flags[flag] += total
    else health[blocked.has(applicationId) && isBlockable(own) ? 'blocked' : own] += total
  }
  return { health, flags }
}

const mostHistory = 50

/** One authorization with its marketplaces and its newest history. */
export async function readAuthorization(ctx: Context, id: string): Promise<AuthorizationDetail> {
  requireScope(ctx, 'authorizations:read')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  const isForOperators = hasScope(ctx.actor, 'audit:read')
  const [participations, history, changes] = await Promise.all([
    listParticipations(ctx.db, [id]),
    isForOperators ? listAuditOf(ctx.db, { kind: 'authorization', id }, mostHistory) : [],
    isForOperators ? listLastEventsOf(ctx.db, id, stateEvents, mostHistory) : [],
  ])
  const view = toView(ctx, joined)
  const isRefused = view.participationsProblem === 'refused'
  const othersWork = isRefused && (await hasOtherReadStores(ctx.db, view.applicationId, id))
  return {
    ...view,
    previousToken: previousTokenOf(joined.authorization, ctx.now()),
    diagnosis: explainAuthorization(joined, view.health, ctx.now(), othersWork),
    participations: shownParticipations(ctx, participations),
    history,
    stateChanges: changes.map(toStateChange),
  }
}

function toStateChange({ id, type, data, happenedAt }: EventRow): StateChange {
  const { cause } = data
  return {
    id,
    type: type as StateChange['type'],
    cause: typeof cause === 'string' ? cause : null,
    happenedAt,
  }
}

function previousTokenOf(
  { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt, tokenVersion }: AuthorizationRow,
  now: Date,
): PreviousToken | null {
  if (previousTokenSealed === null || previousTokenUntil === null || previousTokenUntil <= now) return null
  return { renewedAt: previousTokenRenewedAt, until: previousTokenUntil, tokenVersion }
}

/** A page of the authorizations of the actor's account, with their marketplaces; those that need action first. */
export async function listOwnAuthorizations(
  ctx: Context,
  after: string | null = null,
): Promise<{ readonly rows: readonly OwnAuthorization[]; readonly next: string | null }> {
  const { rows, next } = await listAuthorizations(ctx, { limit: 50, ...(after !== null && { after }) })
  return { next, rows: await withParticipations(ctx, rows) }
}

/** The same rows with their known marketplaces, Amazon's first. Sellers see only those. */
export async function withParticipations<Row extends { readonly id: string }>(
  ctx: Context,
  rows: readonly Row[],
): Promise<(Row & { readonly participations: readonly ParticipationRow[] })[]> {
  const ids = rows.map(({ id }) => id)
  const known = shownParticipations(ctx, await listParticipations(ctx.db, ids))
  const found = Map.groupBy(known, ({ authorizationId }) => authorizationId)
  return rows.map((row) => ({ ...row, participations: found.get(row.id) ?? [] }))
}

/** A seller doesn't know the marketplaces that Amazon keeps for orders from elsewhere, such as `Non-Amazon US`. */
function shownParticipations({ actor }: Context, rows: readonly ParticipationRow[]): ParticipationRow[] {
  return actor.kind === 'account' ? rows.filter(isAmazonMarketplace) : amazonFirst(rows)
}

export interface FoundAuthorization extends AuthorizationView {
  /** Ids of those in which the selling partner participates, Amazon's own first. */
  readonly marketplaces: readonly string[]
  /** Those of them that aren't Amazon's. */
  readonly nonAmazonMarketplaces: readonly string[]
}

/** For programs: one authorization. */
export async function findOneAuthorization(ctx: Context, id: string): Promise<FoundAuthorization> {
  const isOperating = hasScope(ctx.actor, 'authorizations:operate')
  if (!isOperating) requireScope(ctx, 'authorizations:read')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  return toFound(await withParticipations(ctx, [toView(ctx, joined)]))[0] as FoundAuthorization
}

/**
 * For programs: the authorizations of an account or of a selling partner, or all that the key may see, newest first.
 */
export async function findAuthorizations(
  ctx: Context,
  query: Omit<ListQuery, 'search' | 'sort'>,
): Promise<{ readonly rows: readonly FoundAuthorization[]; readonly next: string | null }> {
  if (query.changedSince !== undefined) requireKeptSince(ctx, query.changedSince)
  const { rows, next } = await listAuthorizations(ctx, { ...query, sort: 'newest' })
  return { next, rows: toFound(await withParticipations(ctx, rows)) }
}

function toFound(rows: readonly OwnAuthorization[]): FoundAuthorization[] {
  return rows.map(({ participations, ...row }) => ({
    ...row,
    ...listMarketplaces(participations.filter(({ isParticipating }) => isParticipating)),
  }))
}

/** Changes are known from events, which aren't kept longer. */
function requireKeptSince(ctx: Context, since: Date): void {
  const oldest = ctx.realNow().getTime() - keepEventsDays * 86_400_000
  if (since.getTime() < oldest) throw new AppError('updated_since_too_early', { field: 'updated_since' })
}
