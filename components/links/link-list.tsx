import { LinkIcon } from 'lucide-react'
import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { ConnectLinkView } from '#lib/links/list.ts'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Paging } from '../ui/paging.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { LinkPanel } from './link-panel.tsx'
import { linkLooks } from './link-words.ts'
import { linksHref } from './links-view.ts'

interface Props {
  /** null while loading. */
  rows: readonly ConnectLinkView[] | null
  /** Addresses of other pages; null where there is none. */
  first: string | null
  next: string | null
  isNarrowed: boolean
  /** ISO 8601. */
  now: string
  /** null for who may only look. */
  revoke: FormAction | null
}

/** The connect links, newest first. */
export function LinkList(props: Props) {
  const { rows, first, next, isNarrowed } = props
  return (
    <Card flush>
      {rows?.length === 0 ? (
        <NoLinks isNarrowed={isNarrowed} />
      ) : (
        <DataTable caption="Connect links" columns={columnsFor(props)} rows={rows} rowKey={({ id }) => id} />
      )}
      <Paging first={first} next={next} />
    </Card>
  )
}

function NoLinks({ isNarrowed }: Pick<Props, 'isNarrowed'>) {
  return isNarrowed ? (
    <EmptyState
      icon={LinkIcon}
      title="No connect link is in this state"
      action={<LinkButton href={linksHref({ state: null, after: null })}>Show all</LinkButton>}
    >
      What becomes of a link changes its state: it is taken up, used, revoked, or runs out.
    </EmptyState>
  ) : (
    <EmptyState icon={LinkIcon} title="No connect links yet">
      A connect link leads one seller to Amazon for one application, and back. Make one, and send it to the
      seller: it works once.
    </EmptyState>
  )
}

function columnsFor({ now, revoke }: Props): Column<ConnectLinkView>[] {
  return [
    {
      key: 'link',
      header: 'Link',
      skeleton: 'w-40',
      grow: true,
      cell: ({ label, accountName }) => (
        <span className="grid leading-snug">
          <span className="truncate font-medium">{label}</span>
          <span className="truncate text-ink-muted text-sm">{accountName ?? 'Any account'}</span>
        </span>
      ),
    },
    {
      key: 'state',
      header: 'State',
      skeleton: 'w-16',
      cell: ({ state }) => <LinkBadge state={state} />,
    },
    {
      key: 'for',
      header: 'For',
      skeleton: 'w-24',
      from: 'lg',
      cell: ({ applicationName, ...link }) => (
        <span className="grid w-40 leading-snug">
          <span className="truncate">{whatFor(link)}</span>
          <span className="truncate text-ink-muted text-sm">{applicationName}</span>
        </span>
      ),
    },
    {
      key: 'ends',
      header: 'Used or ends',
      skeleton: 'w-20',
      from: 'sm',
      cell: ({ usedAt, revokedAt, expiresAt }) => (
        <TimeStamp at={(usedAt ?? revokedAt ?? expiresAt).toISOString()} renderedAt={now} />
      ),
    },
    {
      key: 'manage',
      header: 'Details',
      skeleton: 'w-16',
      align: 'right',
      cell: ({ createdAt, expiresAt, usedAt, revokedAt, ...link }) => (
        <LinkPanel
          link={{
            ...link,
            createdAt: createdAt.toISOString(),
            expiresAt: expiresAt.toISOString(),
            usedAt: usedAt?.toISOString() ?? null,
            revokedAt: revokedAt?.toISOString() ?? null,
          }}
          now={now}
          revoke={revoke}
        />
      ),
    },
  ]
}

function LinkBadge({ state }: Pick<ConnectLinkView, 'state'>) {
  const { label, tone, icon, hint } = linkLooks[state]
  return (
    <Badge tone={tone} icon={icon} title={hint}>
      {label}
    </Badge>
  )
}

type Purpose = Pick<ConnectLinkView, 'partnerType' | 'marketplaceId' | 'authorizationId'>

function whatFor({ partnerType, marketplaceId, authorizationId }: Purpose): string {
  const what = authorizationId !== null ? 'Renewal' : partnerType === 'vendor' ? 'Vendor' : 'Seller'
  return marketplaceId === null
    ? what
    : `${what}, ${findMarketplace(marketplaceId)?.country ?? marketplaceId}`
}
