import { recordAudit } from '../audit/record.ts'
import { type Context, requireScope } from '../context.ts'
import { csvFile } from '../csv.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { listAuthorizationIds } from '../store/authorization-lists.ts'
import { type ListQuery, toListFilter } from './list-filter.ts'
import { listAuthorizations } from './read.ts'
import type { AuthorizationView } from './view.ts'

/** The columns of the file, in this order. Times are ISO 8601 in UTC. */
const columns = {
  selling_partner_id: (row: AuthorizationView) => row.sellingPartnerId,
  name: (row: AuthorizationView) => row.name,
  store_name: (row: AuthorizationView) => row.storeName,
  health: (row: AuthorizationView) => row.health,
  since: (row: AuthorizationView) => row.since,
  cause: (row: AuthorizationView) => row.cause,
  flags: (row: AuthorizationView) => row.flags.join(' '),
  reason: (row: AuthorizationView) => row.reason,
  action_needed_by: (row: AuthorizationView) => row.who,
  account: (row: AuthorizationView) => row.accountName,
  application: (row: AuthorizationView) => row.applicationName,
  partner_type: (row: AuthorizationView) => row.partnerType,
  region: (row: AuthorizationView) => row.region,
  marketplace_id: (row: AuthorizationView) => row.marketplaceId,
  workflow: (row: AuthorizationView) => row.workflow,
  external_reference: (row: AuthorizationView) => row.externalReference,
  tags: (row: AuthorizationView) =>
    Object.entries(row.tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  authorized_at: (row: AuthorizationView) => row.authorizedAt,
  renewed_at: (row: AuthorizationView) => row.renewedAt,
  renew_by: (row: AuthorizationView) => row.renewsBy,
  last_worked_at: (row: AuthorizationView) => row.lastWorkedAt,
  last_refresh_at: (row: AuthorizationView) => row.lastRefreshAt,
  handle: (row: AuthorizationView) => row.handle,
  id: (row: AuthorizationView) => row.id,
} satisfies Readonly<Record<string, (row: AuthorizationView) => string | Date | null>>

export type ExportColumn = keyof typeof columns
const allColumns = Object.keys(columns) as ExportColumn[]

const rowsPerRead = 200

/** What is exported. */
interface Export {
  readonly query: Omit<ListQuery, 'after' | 'limit'>
  /** The query as in an address, for the record. */
  readonly filter: string
  /** Left out: every column. */
  readonly columns?: readonly ExportColumn[] | undefined
}

/**
 * Streams every matching authorization that the actor may see, as the parts of a CSV file with a header. Which ones,
 * and in which order, is settled at the beginning: changes while it is read neither repeat nor lose one. The export is
 * recorded.
 */
export async function exportAuthorizations(
  ctx: Context,
  { query, filter, columns: chosen = allColumns }: Export,
): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'authorizations:read')
  await requireConfirmation(ctx)
  const ids = await listAuthorizationIds(ctx.db, await toListFilter(ctx, query), query.sort ?? 'attention')
  await recordAudit(
    ctx,
    'authorizations.exported',
    { kind: 'installation', id: 'authorizations' },
    { filter: filter.slice(0, 10_000), columns: chosen.join(' '), rows: ids.length },
  )
  return csvFile(chosen, async (from: number | null) => {
    const start = from ?? 0
    const rows = await readRows(ctx, ids.slice(start, start + rowsPerRead))
    const end = start + rowsPerRead
    return { rows: rows.map((row) => cellsOf(row, chosen)), next: end < ids.length ? end : null }
  })
}

/** In this order. Those that are gone are left out. */
async function readRows(ctx: Context, ids: readonly string[]): Promise<AuthorizationView[]> {
  if (ids.length === 0) return []
  const { rows } = await listAuthorizations(ctx, { ids, limit: rowsPerRead })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function cellsOf(row: AuthorizationView, chosen: readonly ExportColumn[]): (string | null)[] {
  return chosen.map((column) => {
    const value: string | Date | null = columns[column](row)
    return value instanceof Date ? value.toISOString() : value
  })
}
