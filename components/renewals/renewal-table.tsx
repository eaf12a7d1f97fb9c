'use client'

import { accountColumn, workedColumn } from '../authorizations/partner-columns.tsx'
import { PartnerName } from '../authorizations/partner-name.tsx'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { CopyButton } from '../ui/code.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { utcDate } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import { renewalGroup } from './renewal-words.ts'

/** One row of the calendar, as it travels to the browser. Times are ISO 8601. */
export interface RenewalRow {
  readonly id: string
  readonly name: string
  readonly sellingPartnerId: string | null
  readonly partnerType: 'seller' | 'vendor'
  readonly accountName: string
  readonly label: string
  readonly tone: Tone
  readonly hint: string
  readonly renewsBy: string
  readonly lastWorkedAt: string | null
  /** Seller Central or Vendor Central of their own marketplace. */
  readonly manageAppsUrl: string | null
  readonly reauthorizeUrl: string
}

/** What is to be renewed, the nearest first, under headings of weeks and months. */
export function RenewalTable({
  rows,
  renderedAt,
}: {
  /** null while loading. */
  rows: readonly RenewalRow[] | null
  renderedAt: string
}) {
  return (
    <DataTable
      caption="Authorizations to renew"
      columns={columns(renderedAt)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/ops/authorizations/${id}`}
      groupOf={({ renewsBy }) => renewalGroup(new Date(renewsBy), new Date(renderedAt))}
    />
  )
}

function columns(renderedAt: string): readonly Column<RenewalRow>[] {
  return [
    {
      key: 'name',
      header: 'Selling partner',
      skeleton: 'w-40',
      grow: true,
      cell: PartnerName,
    },
    {
      key: 'renews',
      header: 'Renew by',
      skeleton: 'w-28',
      cell: ({ renewsBy }) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="whitespace-nowrap tabular-nums">{utcDate(new Date(renewsBy))}</span>
          <span className="text-ink-muted text-sm">
            <TimeStamp at={renewsBy} renderedAt={renderedAt} />
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      header: 'State',
      skeleton: 'w-28',
      from: 'sm',
      cell: ({ label, tone, hint }) => (
        <span className="flex">
          <Badge tone={tone} title={hint}>
            {label}
          </Badge>
        </span>
      ),
    },
    { ...accountColumn, from: 'xl' },
    { ...workedColumn(renderedAt), from: 'lg' },
    {
      key: 'links',
      header: 'Copy a renewal link',
      skeleton: 'w-40',
      from: 'md',
      below: true,
      align: 'right',
      cell: (row) => <RenewalLinks row={row} />,
    },
  ]
}

/** Both ways for the seller: where Amazon lets them renew, and our own page that leads there. */
function RenewalLinks({ row: { name, partnerType, manageAppsUrl, reauthorizeUrl } }: { row: RenewalRow }) {
  const central = partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  return (
    <span className="relative z-10 flex flex-wrap gap-1.5 md:ml-auto md:w-max md:flex-nowrap">
      {manageAppsUrl !== null && (
        <CopyButton
          size="small"
          value={manageAppsUrl}
          label={`Copy the address of Manage Your Apps in ${central} for ${name}`}
        >
          {central}
        </CopyButton>
      )}
      <CopyButton size="small" value={reauthorizeUrl} label={`Copy our re-authorization link for ${name}`}>
        Our link
      </CopyButton>
    </span>
  )
}
