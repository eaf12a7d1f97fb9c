import { hasConsent } from '../applications/readiness.ts'
import { type Context, requireScope } from '../context.ts'
import { listAccounts } from '../store/accounts.ts'
import { listApplications } from '../store/applications.ts'
import { type ConnectLinkRow, listConnectLinks } from '../store/connect-links.ts'
import { cutPage, decodeTimeCursor } from '../time-cursor.ts'
import { deriveLinkState, type LinkState } from './link-state.ts'

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

const pageSize = 50

/** Newest first. `next` is to be given as `after`; null on the last page. Throws `input_invalid`. */
export async function listLinks(
  ctx: Context,
  { after = null, limit = pageSize }: { readonly after?: string | null; readonly limit?: number } = {},
): Promise<{ readonly rows: readonly ConnectLinkView[]; readonly next: string | null }> {
  requireScope(ctx, 'links:read')
  const found = await listConnectLinks(ctx.db, {
    after: after === null ? null : decodeTimeCursor(after),
    limit: limit + 1,
  })
  const page = cutPage(found, limit, ({ link: { createdAt, id } }) => ({ at: createdAt, id }))
  const now = ctx.now()
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
