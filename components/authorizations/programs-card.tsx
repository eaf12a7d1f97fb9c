import type { Vendee } from '#lib/store/vends.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'

const columns: readonly Column<Vendee>[] = [
  {
    key: 'name',
    header: 'API key',
    skeleton: 'w-32',
    grow: true,
    cell: ({ name, isRevoked }) => (
      <span title={name}>
        {name} {isRevoked && <Badge tone="neutral">Revoked</Badge>}
      </span>
    ),
  },
  { key: 'today', header: 'Today', skeleton: 'w-8', align: 'right', cell: ({ today }) => figure(today) },
  { key: 'month', header: '30 days', skeleton: 'w-10', align: 'right', cell: ({ month }) => figure(month) },
  {
    key: 'last',
    header: 'Last issued',
    skeleton: 'w-20',
    align: 'right',
    cell: ({ lastVendedAt }) => <TimeStamp at={lastVendedAt.toISOString()} />,
  },
]

/** The programs that get this seller's tokens, and how many each got. */
export function ProgramsCard({ vendees }: { vendees: readonly Vendee[] }) {
  return (
    <Card title="Programs" flush={vendees.length > 0}>
      {vendees.length > 0 ? (
        <DataTable
          caption="Access tokens by program"
          columns={columns}
          rows={vendees}
          rowKey={({ apiKeyId }) => apiKeyId}
        />
      ) : (
        <p className="text-ink-muted">No program got an access token within 30 days.</p>
      )}
    </Card>
  )
}
