import { recordAudit } from '../audit/record.ts'
import { type Context, requireScope } from '../context.ts'
import { csvLine } from '../csv.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import type { ListQuery } from './list-filter.ts'
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
/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF'

/**
 * Streams every matching authorization that the actor may see, as the parts of a CSV file with a header. Each part is
 * read once the previous one was consumed. Without `chosen`, it has every column. The export is recorded.
 */
export async function exportAuthorizations(
  ctx: Context,
  query: Omit<ListQuery, 'after' | 'limit'>,
  chosen: readonly ExportColumn[] = allColumns,
): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'authorizations:read')
  await requireConfirmation(ctx)
  const { search = '', health = [], flags = [] } = query
  await recordAudit(
    ctx,
    'authorizations.exported',
    { kind: 'installation', id: 'authorizations' },
    { search, health: health.join(' '), flags: flags.join(' ') },
  )
  return readAll(ctx, query, chosen)
}

async function* readAll(
  ctx: Context,
  query: ListQuery,
  chosen: readonly ExportColumn[],
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(chosen)
  let after: string | null = null
  do {
    const page = await listAuthorizations(ctx, {
      ...query,
      ...(after !== null && { after }),
      limit: rowsPerRead,
    })
    if (page.rows.length > 0) yield page.rows.map((row) => toLine(row, chosen)).join('')
    after = page.next
  } while (after !== null)
}

function toLine(row: AuthorizationView, chosen: readonly ExportColumn[]): string {
  return csvLine(
    chosen.map((column) => {
      const value: string | Date | null = columns[column](row)
      return value instanceof Date ? value.toISOString() : value
    }),
  )
}
