import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { ConnectLinkView } from '#lib/links/list.ts'
import type { FormAction } from '../forms/form-state.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { LinkPanel } from './link-panel.tsx'
import { linkLooks, namesOf, progressOf } from './link-words.ts'

/** The fields of a link that the columns and the panel need; nothing else is sent to the browser. */
export const linkFields = [
  'id',
  'label',
  'state',
  'partnerType',
  'marketplaceId',
  'steps',
  'applicationName',
  'accountName',
  'creatorName',
  'expectedSellingPartnerId',
  'authorizationId',
  'returnTo',
  'createdAt',
  'expiresAt',
  'revokedAt',
  'usedAt',
  'attempts',
] as const satisfies readonly (keyof ConnectLinkView)[]

export type LinkRow = Wire<Pick<ConnectLinkView, (typeof linkFields)[number]>>

interface Page {
  /** Null for people who can only look. */
  readonly revoke: FormAction | null
}

export const linkColumns: readonly Column<LinkRow, Page>[] = [
  {
    key: 'link',
    header: 'Link',
    skeleton: 'w-40',
    grow: true,
    cell: ({ label, accountName }) => (
      <span className="grid leading-snug">
        <span title={label} className="truncate font-medium">
          {label}
        </span>
        <span title={accountName ?? 'Any account'} className="truncate text-ink-muted text-sm">
          {accountName ?? 'Any account'}
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    skeleton: 'w-16',
    cell: ({ state, steps }) => {
      const { label, tone, icon, hint } = linkLooks[state]
      return (
        <span className="grid justify-items-start gap-0.5">
          <Badge tone={tone} icon={icon} title={hint}>
            {label}
          </Badge>
          {steps.length > 0 && state !== 'open' && (
            <span className="text-ink-muted text-sm">{progressOf(steps)}</span>
          )}
        </span>
      )
    },
  },
  {
    key: 'for',
    header: 'For',
    skeleton: 'w-24',
    from: 'lg',
    cell: (link) => (
      <span className="grid w-40 leading-snug">
        <span title={purposeOf(link)} className="truncate">
          {purposeOf(link)}
        </span>
        <span title={link.applicationName} className="truncate text-ink-muted text-sm">
          {link.applicationName}
        </span>
      </span>
    ),
  },
  {
    key: 'ends',
    header: 'Used or expires',
    skeleton: 'w-20',
    from: 'sm',
    cell: ({ usedAt, revokedAt, expiresAt }) => <TimeStamp at={usedAt ?? revokedAt ?? expiresAt} />,
  },
  {
    key: 'manage',
    header: 'Details',
    skeleton: 'w-16',
    align: 'right',
    cell: (link, { revoke }) => <LinkPanel link={link} revoke={revoke} />,
  },
]

function purposeOf({ partnerType, marketplaceId, authorizationId, steps }: LinkRow): string {
  const what = authorizationId !== null ? 'Renewal' : partnerType === 'vendor' ? 'Vendor' : 'Seller'
  if (steps.length > 0) return `${what}, ${namesOf(steps)}`
  return marketplaceId === null
    ? what
    : `${what}, ${findMarketplace(marketplaceId)?.country ?? marketplaceId}`
}
