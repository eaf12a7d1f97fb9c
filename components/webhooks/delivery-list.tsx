'use client'

import { SendIcon } from 'lucide-react'
import type { DeliveryStatus } from '#lib/webhooks/read.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { FilterChips } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { type DeliveriesShown, type DeliveryRow, deliveriesView } from './deliveries-view.ts'
import { deliveryLooks, lastOutcome } from './webhook-words.ts'

/** The deliveries of an endpoint, newest first, live. */
export function DeliveryList({
  endpointId,
  shown,
  mayTest,
}: {
  endpointId: string
  shown: DeliveriesShown
  mayTest: boolean
}) {
  const view = deliveriesView(endpointId)
  const { page, notices } = useList(view.query(shown))
  const chips = [null, ...(Object.keys(deliveryLooks) as DeliveryStatus[])]
  return (
    <div className="grid gap-3">
      <FilterChips
        label="Filter by status"
        chips={chips.map((status) => ({
          href: view.href(shown, { status: shown.status === status ? null : status }),
          isChosen: shown.status === status,
          label: status === null ? 'All' : deliveryLooks[status].label,
          ...(status !== null && { tone: deliveryLooks[status].tone, title: deliveryLooks[status].hint }),
        }))}
      />
      {notices}
      <Card flush>
        {page?.rows.length === 0 ? (
          <NoDeliveries endpointId={endpointId} isNarrowed={shown.status !== null} mayTest={mayTest} />
        ) : (
          <DataTable
            caption="Deliveries"
            columns={columns}
            rows={page?.rows ?? null}
            rowKey={({ id }) => id}
            rowHref={({ id }) => paths.webhookDelivery(endpointId, id)}
          />
        )}
        <Pagination view={view} shown={shown} next={page?.next ?? null} />
      </Card>
    </div>
  )
}

function NoDeliveries({
  endpointId,
  isNarrowed,
  mayTest,
}: {
  endpointId: string
  isNarrowed: boolean
  mayTest: boolean
}) {
  return isNarrowed ? (
    <EmptyState
      icon={SendIcon}
      title="No delivery has this status"
      action={<LinkButton href={paths.webhook(endpointId)}>Show all</LinkButton>}
    >
      Deliveries are kept for 30 days.
    </EmptyState>
  ) : (
    <EmptyState icon={SendIcon} title="Nothing was sent yet">
      The next event for this endpoint appears here.{' '}
      {mayTest ? 'Send a test event to try it.' : 'An administrator can send a test event.'}
    </EmptyState>
  )
}

const columns: readonly Column<DeliveryRow>[] = [
  {
    key: 'event',
    header: 'Event',
    skeleton: 'w-40',
    grow: true,
    cell: ({ type, subjectId, sequence }) => (
      <span className="grid leading-snug">
        <span title={type} className="truncate font-mono text-sm">
          {type}
        </span>
        <span className="truncate font-normal text-ink-muted text-sm">
          {subjectId} · {sequence}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    skeleton: 'w-16',
    cell: ({ status, isBeingSent }) => {
      const { label, tone, hint } = deliveryLooks[status]
      return (
        <Badge tone={tone} title={hint}>
          {isBeingSent ? 'Sending' : label}
        </Badge>
      )
    },
  },
  {
    key: 'response',
    header: 'Response',
    skeleton: 'w-16',
    from: 'sm',
    cell: (row) => (
      <span className="whitespace-nowrap">
        {lastOutcome(row) ?? <span className="text-ink-muted">None</span>}
      </span>
    ),
  },
  {
    key: 'duration',
    header: 'Duration',
    skeleton: 'w-12',
    align: 'right',
    from: 'lg',
    cell: ({ lastDurationMs }) => (
      <span className="whitespace-nowrap tabular-nums">
        {lastDurationMs === null ? '' : `${lastDurationMs} ms`}
      </span>
    ),
  },
  {
    key: 'attempts',
    header: 'Attempts',
    skeleton: 'w-8',
    align: 'right',
    from: 'lg',
    cell: ({ attempts }) => <span className="tabular-nums">{attempts}</span>,
  },
  {
    key: 'next',
    header: 'Next attempt',
    skeleton: 'w-20',
    from: 'md',
    cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? null : <TimeStamp at={nextAttemptAt} />),
  },
  {
    key: 'created',
    header: 'Created',
    skeleton: 'w-20',
    from: 'md',
    cell: ({ createdAt }) => <TimeStamp at={createdAt} />,
  },
]
