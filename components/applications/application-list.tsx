import { PackageIcon } from 'lucide-react'
import type { ApplicationView } from '#lib/applications/read.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { authorizeStateOf, authorizeStates } from './authorize-state.ts'
import { distributionWords } from './distribution-words.ts'
import { secretWords } from './secret-words.ts'

/** The applications, the environment's first. Rows are null while loading. */
export function ApplicationList({ rows }: { rows: readonly ApplicationView[] | null }) {
  return (
    <Card flush>
      {rows?.length === 0 ? (
        <EmptyState icon={PackageIcon} title="No application yet">
          Add the SP-API application that you registered in the Solution Provider Portal, or set
          SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET and restart.
        </EmptyState>
      ) : (
        <DataTable
          caption="Applications"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.application(id)}
          skeletonRows={3}
        />
      )}
    </Card>
  )
}

const columns: readonly Column<ApplicationView>[] = [
  {
    key: 'application',
    header: 'Application',
    skeleton: 'w-48',
    grow: true,
    cell: ({ name, spApiApplicationId }) => (
      <span className="grid leading-snug">
        <span title={name} className="truncate">
          {name}
        </span>
        <span title={spApiApplicationId} className="truncate font-mono font-normal text-ink-muted text-sm">
          {spApiApplicationId}
        </span>
      </span>
    ),
  },
  {
    key: 'authorize',
    header: 'Authorize',
    skeleton: 'w-20',
    cell: (row) => {
      const { tone, label } = authorizeStates[authorizeStateOf(row)]
      return (
        <Badge tone={tone} title={row.readiness.missing.join(' ') || undefined}>
          {label}
        </Badge>
      )
    },
  },
  {
    key: 'kind',
    header: 'Kind',
    skeleton: 'w-24',
    from: 'md',
    cell: ({ distribution, status, isSandbox, partnerTypes }) => (
      <span className="grid whitespace-nowrap leading-snug">
        <span>
          {distributionWords[distribution].short}, {isSandbox ? 'sandbox' : status}
        </span>
        <span className="text-ink-muted text-sm">{partnerTypes.map((type) => `${type}s`).join(', ')}</span>
      </span>
    ),
  },
  {
    key: 'secret',
    header: 'Client secret',
    skeleton: 'w-20',
    from: 'lg',
    cell: (row) => {
      const { tone, short, title } = secretWords(row.secretAge, row.previousSecretUsedAt !== null)
      return (
        <Badge tone={tone} title={title}>
          {short}
        </Badge>
      )
    },
  },
  {
    key: 'caps',
    header: 'Usage at Amazon',
    skeleton: 'w-24',
    from: 'lg',
    cell: ({ caps }) => (
      <span className="grid whitespace-nowrap leading-snug tabular-nums">
        {caps.map(({ kind, used, limit, level }) => (
          <span key={kind} className={level === 'fine' ? 'text-ink-muted text-sm' : 'text-doubt-ink text-sm'}>
            {kind === 'consent' ? 'Sellers' : 'Self'} {figure(used)}
            {limit !== null && ` of ${figure(limit)}`}
            {level === 'reached' && ', limit reached'}
          </span>
        ))}
      </span>
    ),
  },
]
