import Link from 'next/link'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import type { ExportColumn } from '#lib/authorizations/export.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { AuthorizationsShown } from './authorizations-view.ts'
import { FlagBadge, HealthBadge } from './health-badge.tsx'
import { accountColumn, Nothing, PartnerName, workedColumn } from './partner-columns.tsx'
import { responsiblePartyLabels } from './responsible-party-labels.ts'

/** The fields of an authorization that the columns need; nothing else is sent to the browser. */
export const authorizationFields = [
  'id',
  'sellingPartnerId',
  'name',
  'accountName',
  'partnerType',
  'marketplaceId',
  'region',
  'health',
  'flags',
  'since',
  'who',
  'incidentId',
  'lastWorkedAt',
  'applicationName',
  'workflow',
  'renewsBy',
  'renewedAt',
  'externalReference',
  'tags',
] as const satisfies readonly (keyof AuthorizationView)[]

export type AuthorizationRow = Wire<Pick<AuthorizationView, (typeof authorizationFields)[number]>>

export interface ListColumn extends Column<AuthorizationRow> {
  /** Shown by default. */
  readonly isDefault?: true
  /** The order that its header chooses. */
  readonly sort?: AuthorizationsShown['sort']
  /** The columns that it has in the exported file. */
  readonly exports: readonly ExportColumn[]
}

/** Every column. The name is always shown; all others can be chosen. */
const allColumns: readonly ListColumn[] = [
  {
    isDefault: true,
    sort: 'name',
    exports: ['selling_partner_id', 'name'],
    key: 'name',
    header: 'Selling partner',
    skeleton: 'w-40',
    grow: true,
    cell: PartnerName,
  },
  {
    isDefault: true,
    sort: 'attention',
    exports: ['health', 'flags', 'cause'],
    key: 'health',
    header: 'Health',
    skeleton: 'w-32',
    cell: ({ health, flags, incidentId }) => (
      <span className="flex flex-wrap gap-1">
        <HealthBadge health={health} />
        {incidentId !== null && (
          <Link href={paths.incident(incidentId)} prefetch={false} className="relative z-10 rounded-sm">
            <Badge tone="doubt" title="Refreshes fail for many at the moment.">
              Incident
            </Badge>
          </Link>
        )}
        {flags.map((flag) => (
          <FlagBadge key={flag} flag={flag} />
        ))}
      </span>
    ),
  },
  {
    isDefault: true,
    sort: 'changed',
    exports: ['since'],
    key: 'since',
    header: 'Since',
    skeleton: 'w-20',
    from: 'xl',
    cell: ({ since }) => <TimeStamp at={since} />,
  },
  {
    isDefault: true,
    exports: ['action_needed_by', 'reason'],
    key: 'who',
    header: 'Action by',
    skeleton: 'w-16',
    from: 'md',
    cell: ({ who }) => (who === null ? <Nothing>No one</Nothing> : responsiblePartyLabels[who]),
  },
  { ...accountColumn, from: 'md', isDefault: true, exports: ['account'] },
  {
    key: 'application',
    header: 'Application',
    skeleton: 'w-28',
    from: 'md',
    exports: ['application'],
    cell: ({ applicationName }) => <Cut>{applicationName}</Cut>,
  },
  {
    isDefault: true,
    exports: ['marketplace_id', 'region', 'partner_type'],
    key: 'marketplace',
    header: 'Marketplace',
    skeleton: 'w-28',
    from: 'xl',
    cell: ({ marketplaceId, region, partnerType }) => (
      <span className="block max-w-40 truncate" title={findMarketplace(marketplaceId)?.country}>
        {findMarketplace(marketplaceId)?.country ?? marketplaceId}
        <span className="text-ink-muted">
          {' '}
          {partnerType === 'vendor' ? 'vendor, ' : ''}
          <abbr title={regions[region].name} className="no-underline">
            {region.toUpperCase()}
          </abbr>
        </span>
      </span>
    ),
  },
  {
    key: 'workflow',
    header: 'Workflow',
    skeleton: 'w-20',
    from: 'md',
    exports: ['workflow'],
    cell: ({ workflow }) => workflowLabels[workflow],
  },
  {
    key: 'renewal',
    header: 'Renew by',
    skeleton: 'w-20',
    from: 'sm',
    sort: 'renewal',
    exports: ['renew_by'],
    cell: ({ renewsBy }) => (renewsBy === null ? <Nothing>No term</Nothing> : <TimeStamp at={renewsBy} />),
  },
  {
    key: 'renewed',
    header: 'Authorized',
    skeleton: 'w-20',
    from: 'md',
    exports: ['authorized_at', 'renewed_at'],
    cell: ({ renewedAt }) => <TimeStamp at={renewedAt} />,
  },
  {
    key: 'reference',
    header: 'Reference',
    skeleton: 'w-20',
    from: 'md',
    exports: ['external_reference'],
    cell: ({ externalReference }) =>
      externalReference === null ? <Nothing>None</Nothing> : <Cut>{externalReference}</Cut>,
  },
  {
    key: 'tags',
    header: 'Tags',
    skeleton: 'w-28',
    from: 'md',
    exports: ['tags'],
    cell: ({ tags }) => {
      const written = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
      return written.length === 0 ? <Nothing>None</Nothing> : <Cut>{written.join(', ')}</Cut>
    },
  },
  { ...workedColumn, from: 'sm', align: 'right', isDefault: true, exports: ['last_worked_at'] },
]

export const workflowLabels: Readonly<Record<AuthorizationView['workflow'], string>> = {
  website: 'Website',
  appstore: 'Appstore',
  self: 'Self-authorized',
}

/** The columns that can be chosen. */
export const columnChoices = allColumns.filter(({ key }) => key !== 'name')
export const columnKeys = columnChoices.map(({ key }) => key)

/** The columns to show, in the order of the table above. `chosen`: empty for the default ones. */
export function columnsOf(chosen: readonly string[]): readonly ListColumn[] {
  return allColumns.filter(({ key, isDefault }) =>
    chosen.length === 0 ? isDefault === true : key === 'name' || chosen.includes(key),
  )
}

/** The columns of the exported file: the shown ones, if a person chose them, and the id; else undefined, for all. */
export function exportColumnsOf(chosen: readonly string[]): readonly ExportColumn[] | undefined {
  return chosen.length === 0 ? undefined : [...columnsOf(chosen).flatMap((column) => column.exports), 'id']
}

/** Text of any length, on one line. The title has it in full. */
function Cut({ children }: { children: string }) {
  return (
    <span title={children} className="block max-w-44 truncate">
      {children}
    </span>
  )
}
