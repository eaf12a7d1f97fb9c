import { hasConsent } from '../applications/readiness.ts'
import { type Context, hasScope, requireScope, visibleTo } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { partnerName } from '../partner-name.ts'
import { findApplication, listApplications } from '../store/applications.ts'
import { type LinkAttemptRow, listAttemptRowsOfLinks } from '../store/attempt-lists.ts'
import {
  type ConnectLinkRow,
  countConnectLinks,
  findVisibleLink,
  listConnectLinks,
  listUnfinishedSets,
} from '../store/connect-links.ts'
import { listAccounts } from '../store/people/accounts.ts'
import { deriveLinkState, type LinkState, linkProblems } from './redeem.ts'

export interface ConnectLinkView
  extends Pick<
    ConnectLinkRow,
    | 'id'
    | 'label'
    | 'partnerType'
    | 'marketplaceId'
    | 'steps'
    | 'expectedSellingPartnerId'
    | 'authorizationId'
    | 'returnTo'
    | 'createdAt'
    | 'expiresAt'
    | 'revokedAt'
    | 'usedAt'
  > {
  readonly state: LinkState
  readonly applicationName: string
  readonly accountName: string | null
  readonly creatorName: string | null
  /** The newest ones that began with it. */
  readonly attempts: readonly LinkAttempt[]
}

/** An attempt that began with a link. */
interface LinkAttempt extends Pick<LinkAttemptRow, 'id' | 'end'> {
  /** ISO 8601. */
  readonly startedAt: string
  /** The authorization to which it led. */
  readonly connected: { readonly id: string; readonly name: string } | null
}

export interface LinkQuery {
  /** A part of the name or of the account's name, or the beginning of a selling partner's id. */
  readonly search?: string
  /** Left out: any state. */
  readonly state?: LinkState | null
  /** The `next` of the page before. */
  readonly after?: string | null
  readonly limit?: number
}

const pageSize = 50
const mostAttempts = 5

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listLinks(
  ctx: Context,
  { search = '', state = null, after = null, limit = pageSize }: LinkQuery = {},
): Promise<Page<ConnectLinkView>> {
  requireScope(ctx, 'links:read')
  const now = ctx.now()
  const page = await readPage(
    { after, kind: 'time', limit },
    (wanted) => listConnectLinks(ctx.db, { search: wordsOf(search), state, now }, wanted),
    ({ link: { createdAt, id } }) => ({ key: createdAt, id }),
  )
  const attempts = Map.groupBy(
    await listAttemptRowsOfLinks(
      ctx.db,
      page.rows.map(({ link }) => link.id),
      mostAttempts,
    ),
    ({ connectLinkId }) => connectLinkId,
  )
  return {
    ...page,
    rows: page.rows.map(({ link, ...names }) => ({
      ...names,
      attempts: (attempts.get(link.id) ?? []).map(toLinkAttempt),
      id: link.id,
      label: link.label,
      partnerType: link.partnerType,
      marketplaceId: link.marketplaceId,
      steps: link.steps,
      expectedSellingPartnerId: link.expectedSellingPartnerId,
      authorizationId: link.authorizationId,
      returnTo: link.returnTo,
      createdAt: link.createdAt,
      expiresAt: link.expiresAt,
      revokedAt: link.revokedAt,
      usedAt: link.usedAt,
      state: deriveLinkState(link, now),
    })),
  }
}

function toLinkAttempt({ id, end, startedAt, authorization }: LinkAttemptRow): LinkAttempt {
  const connected =
    end === 'completed' && authorization !== null
      ? { id: authorization.id, name: partnerName(authorization) }
      : null
  return { id, end, startedAt: startedAt.toISOString(), connected }
}

export type LinkDetail = Omit<ConnectLinkRow, 'digest' | 'createdBy'> & { readonly state: LinkState }

/** For programs: one link. Nobody can read its token again. */
export async function readOwnLink(ctx: Context, id: string): Promise<LinkDetail> {
  if (!hasScope(ctx.actor, 'links:manage')) requireScope(ctx, 'links:read')
  const row = await findVisibleLink(ctx.db, id, visibleTo(ctx.actor))
  if (row === null) throw new AppError('connect_link_not_found')
  const { digest: _, createdBy: __, ...link } = row
  return { ...link, state: deriveLinkState(row, ctx.now()) }
}

/** A link for several countries that the account has claimed and not finished, as its seller continues with it. */
export type UnfinishedSet = Pick<ConnectLinkRow, 'id' | 'partnerType' | 'steps' | 'expiresAt'>

/** The account's own, newest first. */
export async function listUnfinishedLinks(ctx: Context): Promise<readonly UnfinishedSet[]> {
  requireScope(ctx, 'authorizations:begin')
  if (ctx.actor.kind !== 'account') return []
  const rows = await listUnfinishedSets(ctx.db, ctx.actor.accountId, ctx.now())
  return rows.map(({ id, partnerType, steps, expiresAt }) => ({ id, partnerType, steps, expiresAt }))
}

/** The account's own link for several countries, as its seller continues with it; null for any other. */
export async function findOwnSet(ctx: Context, id: string): Promise<UnfinishedSet | null> {
  requireScope(ctx, 'authorizations:begin')
  if (ctx.actor.kind !== 'account') return null
  const row = await findVisibleLink(ctx.db, id, visibleTo(ctx.actor))
  if (row === null || row.steps.length === 0) return null
  const { partnerType, steps, expiresAt } = row
  const application = await findApplication(ctx.db, row.applicationId)
  const isOpen = application?.retiredAt === null && linkProblems[deriveLinkState(row, ctx.now())] === null
  return isOpen || row.usedAt !== null ? { id, partnerType, steps, expiresAt } : null
}

const wordsOf = (search: string) => search.trim().slice(0, 200)

/** How many are in each state, of those that match the search. */
export async function countLinks(
  ctx: Context,
  { search = '' }: Pick<LinkQuery, 'search'> = {},
): Promise<Readonly<Record<LinkState, number>>> {
  requireScope(ctx, 'links:read')
  return {
    open: 0,
    claimed: 0,
    used: 0,
    expired: 0,
    revoked: 0,
    ...(await countConnectLinks(ctx.db, { search: wordsOf(search), now: ctx.now() })),
  }
}

/** The choices for a new link: the applications that can be authorized, and accounts by name. */
export async function listLinkChoices(ctx: Context) {
  requireScope(ctx, 'links:manage')
  const [applications, accounts] = await Promise.all([listApplications(ctx.db), listAccounts(ctx.db)])
  return {
    accounts,
    applications: applications
      .filter(hasConsent)
      .map(({ id, name, partnerTypes, returnAddresses }) => ({ id, name, partnerTypes, returnAddresses })),
  }
}
