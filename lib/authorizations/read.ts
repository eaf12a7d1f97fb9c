import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { amazonFirst, isAmazonMarketplace, listMarketplaces } from '../amazon/marketplaces.ts'
import { type Context, hasScope, requireScope, visibleTo } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { revocationPolicy } from '../policy.ts'
import { type AuditEntry, listAuditOf } from '../store/audit.ts'
import {
  countAuthorizationRows,
  listAuthorizationRows,
  listParticipations,
} from '../store/authorization-lists.ts'
import {
  type AuthorizationRow,
  findAuthorization,
  hasOtherReadStores,
  type ParticipationRow,
} from '../store/authorizations.ts'
import { type State, states } from './status.ts'
import { type AuthorizationView, explainAuthorization, toView } from './view.ts'

export interface ListQuery {
  readonly search?: string
  /** Exactly this one's. */
  readonly sellingPartnerId?: string
  /** Exactly this account's. */
  readonly accountId?: string
  readonly states?: readonly State[]
  readonly sort?: 'attention' | 'name' | 'newest'
  /** The `next` of the page before. */
  readonly after?: string
  readonly limit?: number
}

/** The refresh token before, while it is kept. */
export interface PreviousToken {
  /** When it was authorized. */
  readonly renewedAt: Date | null
  readonly until: Date
  /** Of the token in force, which would make way for it. */
  readonly tokenVersion: number
}

export interface AuthorizationDetail extends AuthorizationView {
  readonly participations: readonly ParticipationRow[]
  /** Newest first; for operators, who may read the audit. Sellers are not told which operator did what. */
  readonly history: readonly AuditEntry[]
  readonly previousToken: PreviousToken | null
  /** Cause and remedy of what Amazon said, when somebody has to act. */
  readonly diagnosis: Diagnosis | null
}

export interface OwnAuthorization extends AuthorizationView {
  readonly participations: readonly ParticipationRow[]
}

const priorities = Object.fromEntries(Object.entries(states).map(([state, facts]) => [state, facts.priority]))

/** A page of the authorizations that the actor may see. `next` is null on the last page. */
export async function listAuthorizations(ctx: Context, query: ListQuery): Promise<Page<AuthorizationView>> {
  requireScope(ctx, 'authorizations:read')
  const limit = Math.min(query.limit ?? 50, 200)
  const order = { by: query.sort ?? 'attention', priorities } as const
  const page = await readPage(
    { after: query.after, kind: 'text', limit },
    (wanted) =>
      listAuthorizationRows(ctx.db, filterOf(ctx, query), order, {
        ...wanted,
        now: ctx.now(),
        thresholds: revocationPolicy,
      }),
    ({ key, authorization: { id } }) => ({ key, id }),
  )
  return { ...page, rows: page.rows.map((row) => toView(ctx, row)) }
}

/** How many authorizations are in each state, whatever states the query asks for. */
export async function countAuthorizations(
  ctx: Context,
  query: Pick<ListQuery, 'search'>,
): Promise<Record<State, number>> {
  requireScope(ctx, 'authorizations:read')
  const counts = await countAuthorizationRows(ctx.db, filterOf(ctx, query), ctx.now(), revocationPolicy)
  const names = Object.keys(states) as State[]
  return Object.fromEntries(names.map((state) => [state, counts[state] ?? 0])) as Record<State, number>
}

function filterOf(ctx: Context, query: ListQuery) {
  const search = query.search?.trim().slice(0, 200) ?? ''
  return {
    visible: visibleTo(ctx.actor),
    search: search === '' ? null : search,
    sellingPartnerId: query.sellingPartnerId ?? null,
    accountId: query.accountId ?? null,
    states: query.states ?? null,
  }
}

/** One authorization with its marketplaces and its newest history. Throws `authorization_not_found`. */
export async function readAuthorization(ctx: Context, id: string): Promise<AuthorizationDetail> {
  requireScope(ctx, 'authorizations:read')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  const [participations, history] = await Promise.all([
    listParticipations(ctx.db, [id]),
    hasScope(ctx.actor, 'audit:read') ? listAuditOf(ctx.db, { kind: 'authorization', id }, 50) : [],
  ])
  const view = toView(ctx, joined)
  const isRefused = view.participationsProblem === 'refused'
  const othersWork = isRefused && (await hasOtherReadStores(ctx.db, view.applicationId, id))
  return {
    ...view,
    previousToken: previousTokenOf(joined.authorization, ctx.now()),
    diagnosis: explainAuthorization(joined, view.state, ctx.now(), othersWork),
    participations: shownParticipations(ctx, participations),
    history,
  }
}

function previousTokenOf(
  { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt, tokenVersion }: AuthorizationRow,
  now: Date,
): PreviousToken | null {
  if (previousTokenSealed === null || previousTokenUntil === null || previousTokenUntil <= now) return null
  return { renewedAt: previousTokenRenewedAt, until: previousTokenUntil, tokenVersion }
}

/** A page of the authorizations of the actor's account, with their marketplaces; those that need somebody first. */
export async function listOwnAuthorizations(
  ctx: Context,
  after: string | null = null,
): Promise<{ readonly rows: readonly OwnAuthorization[]; readonly next: string | null }> {
  const { rows, next } = await listAuthorizations(ctx, { limit: 50, ...(after !== null && { after }) })
  return { next, rows: await withParticipations(ctx, rows) }
}

/** The same rows with what is known of their marketplaces: Amazon's first. Sellers see only those. */
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
  /** Ids of those in which the selling partner takes part, Amazon's own first. */
  readonly marketplaces: readonly string[]
  /** Those of them that aren't Amazon's. */
  readonly nonAmazonMarketplaces: readonly string[]
}

/** For programs: the authorizations of an account or of a selling partner, or all that the key may see, newest first. */
export async function findAuthorizations(
  ctx: Context,
  query: Pick<ListQuery, 'sellingPartnerId' | 'accountId' | 'after' | 'limit'>,
): Promise<{ readonly rows: readonly FoundAuthorization[]; readonly next: string | null }> {
  const { rows, next } = await listAuthorizations(ctx, { ...query, sort: 'newest' })
  const joined = await withParticipations(ctx, rows)
  return {
    next,
    rows: joined.map(({ participations, ...row }) => ({
      ...row,
      ...listMarketplaces(participations.filter(({ isParticipating }) => isParticipating)),
    })),
  }
}
