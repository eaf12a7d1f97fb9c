import { hasConsent } from '../applications/readiness.ts'
import { type Context, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { listAccounts } from '../store/accounts.ts'
import { listApplications } from '../store/applications.ts'
import { type ConnectLinkRow, countConnectLinks, listConnectLinks } from '../store/connect-links.ts'
import { deriveLinkState, type LinkState } from './redeem.ts'

export interface ConnectLinkView
  extends Pick<
    ConnectLinkRow,
    | 'id'
    | 'label'
    | 'partnerType'
    | 'marketplaceId'
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
}

export interface LinkQuery {
  /** Left out: whatever their state. */
  readonly state?: LinkState | null
  /** The `next` of the page before. */
  readonly after?: string | null
  readonly limit?: number
}

const pageSize = 50

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listLinks(
  ctx: Context,
  { state = null, after = null, limit = pageSize }: LinkQuery = {},
): Promise<Page<ConnectLinkView>> {
  requireScope(ctx, 'links:read')
  const now = ctx.now()
  const page = await readPage(
    { after, kind: 'time', limit },
    (wanted) => listConnectLinks(ctx.db, { state, now }, wanted),
    ({ link: { createdAt, id } }) => ({ key: createdAt, id }),
  )
  return {
    ...page,
    rows: page.rows.map(({ link, ...names }) => ({
      ...names,
      id: link.id,
      label: link.label,
      partnerType: link.partnerType,
      marketplaceId: link.marketplaceId,
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

/** How many are in each state. */
export async function countLinks(ctx: Context): Promise<Readonly<Record<LinkState, number>>> {
  requireScope(ctx, 'links:read')
  return {
    open: 0,
    claimed: 0,
    used: 0,
    expired: 0,
    revoked: 0,
    ...(await countConnectLinks(ctx.db, ctx.now())),
  }
}

/** What a new link can be made for: the applications that may be authorized, and accounts by name. */
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
