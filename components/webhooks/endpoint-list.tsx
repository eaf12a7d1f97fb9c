import { WebhookIcon } from 'lucide-react'
import type { EndpointView } from '#lib/webhooks/read.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { endpointLook, successShare } from './webhook-words.ts'

/** The webhook endpoints, by name. `rows`: null while they are read. */
export function EndpointList({
  rows,
  mayManage,
}: {
  rows: readonly EndpointView[] | null
  mayManage: boolean
}) {
  return (
    <Card flush>
      {rows?.length === 0 ? (
        <EmptyState
          icon={WebhookIcon}
          title="No webhook endpoints yet"
          action={
            mayManage && (
              <LinkButton href={paths.newWebhook} variant="primary">
                Add an endpoint
              </LinkButton>
            )
          }
        >
          An endpoint is a URL of your back end. Gatehouse notifies it when a seller authorizes, loses access
          or has to renew.
        </EmptyState>
      ) : (
        <DataTable
          caption="Webhook endpoints"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.webhook(id)}
        />
      )}
    </Card>
  )
}

const columns: readonly Column<EndpointView>[] = [
  {
    key: 'endpoint',
    header: 'Endpoint',
    skeleton: 'w-40',
    grow: true,
    cell: ({ name, url }) => (
      <span className="grid leading-snug">
        <span title={name} className="truncate font-medium">
          {name}
        </span>
        <span title={url} className="truncate font-mono font-normal text-ink-muted text-sm">
          {url}
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    skeleton: 'w-16',
    cell: (endpoint) => {
      const { label, tone, hint } = endpointLook(endpoint)
      return (
        <Badge tone={tone} title={hint}>
          {label}
        </Badge>
      )
    },
  },
  {
    key: 'share',
    header: 'Delivered',
    skeleton: 'w-20',
    align: 'right',
    from: 'md',
    cell: (endpoint) => (
      <span className="whitespace-nowrap tabular-nums" title="Of the last 100 deliveries that ended">
        {successShare(endpoint) ?? <span className="text-ink-muted">None</span>}
      </span>
    ),
  },
  {
    key: 'waiting',
    header: 'Waiting',
    skeleton: 'w-10',
    align: 'right',
    from: 'md',
    cell: ({ waiting }) => <span className="tabular-nums">{figure(waiting)}</span>,
  },
  {
    key: 'last',
    header: 'Last delivery',
    skeleton: 'w-20',
    from: 'sm',
    cell: ({ lastDeliveredAt }) =>
      lastDeliveredAt === null ? (
        <span className="text-ink-muted">Never</span>
      ) : (
        <TimeStamp at={lastDeliveredAt.toISOString()} />
      ),
  },
]
