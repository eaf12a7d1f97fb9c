import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { FlagBadge, HealthBadge } from '../authorizations/health-badge.tsx'
import { accountColumn, PartnerName, workedColumn } from '../authorizations/partner-columns.tsx'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { CopyButton } from '../ui/code.tsx'
import { utcDate } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'

/** The fields of an authorization that the columns need; nothing else is sent to the browser. */
export const renewalFields = [
  'id',
  'name',
  'sellingPartnerId',
  'partnerType',
  'accountName',
  'lastWorkedAt',
  'manageAppsUrl',
  'health',
  'flags',
] as const satisfies readonly (keyof AuthorizationView)[]

export interface RenewalRow extends Wire<Pick<AuthorizationView, (typeof renewalFields)[number]>> {
  /** ISO 8601. */
  readonly renewsBy: string
  /** Null: no link renews it. */
  readonly reauthorizeUrl: string | null
}

export const renewalColumns: readonly Column<RenewalRow>[] = [
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
          <TimeStamp at={renewsBy} />
        </span>
      </span>
    ),
  },
  {
    key: 'health',
    header: 'Health',
    skeleton: 'w-28',
    from: 'sm',
    cell: ({ health, flags }) => (
      <span className="flex flex-wrap gap-1">
        <HealthBadge health={health} />
        {flags.map((flag) => (
          <FlagBadge key={flag} flag={flag} />
        ))}
      </span>
    ),
  },
  { ...accountColumn, from: 'xl' },
  { ...workedColumn, from: 'lg' },
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

/** Both links for the seller: Amazon's own renewal page, and our page that leads there. */
function RenewalLinks({ row: { name, partnerType, manageAppsUrl, reauthorizeUrl } }: { row: RenewalRow }) {
  const central = partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  return (
    <span className="relative z-10 flex flex-wrap gap-1.5 md:ml-auto md:w-max md:flex-nowrap">
      {manageAppsUrl !== null && (
        <CopyButton
          size="small"
          value={manageAppsUrl}
          label={`Copy the address of Manage Your Apps in ${central} for ${name}`}
          forWhom={name}
        >
          {central}
        </CopyButton>
      )}
      {reauthorizeUrl !== null && (
        <CopyButton
          size="small"
          value={reauthorizeUrl}
          label={`Copy our re-authorization link for ${name}`}
          forWhom={name}
        >
          Our link
        </CopyButton>
      )}
    </span>
  )
}
