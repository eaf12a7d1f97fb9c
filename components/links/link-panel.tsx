'use client'

import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { ConnectLinkView } from '#lib/links/list.ts'
import type { FormAction } from '../forms/form-state.ts'
import { RevokeForm } from '../forms/revoke-form.tsx'
import { paths } from '../paths.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { linkLooks } from './link-words.ts'

type Times = 'createdAt' | 'expiresAt' | 'usedAt' | 'revokedAt'

export interface ShownLink extends Omit<ConnectLinkView, Times> {
  /** ISO 8601, as the next three. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
}

/** The button at the end of a link's row, and what it opens: everything known of it, and its end. */
export function LinkPanel({
  link,
  now,
  revoke,
}: {
  link: ShownLink
  now: string
  revoke: FormAction | null
}) {
  const { state, partnerType, marketplaceId, expectedSellingPartnerId, returnTo, authorizationId } = link
  const time = (term: string, at: string | null) =>
    at === null ? [] : [{ term, detail: <TimeStamp at={at} renderedAt={now} /> }]
  const isOpen = state === 'open' || state === 'claimed'
  return (
    <SidePanel
      trigger={
        <Button size="small" aria-label={`Details of ${link.label}`}>
          Details
        </Button>
      }
      title={link.label}
      description={linkLooks[state].hint}
    >
      <div className="grid gap-6">
        <Facts
          facts={[
            { term: 'State', detail: linkLooks[state].label },
            { term: 'Application', detail: link.applicationName },
            { term: 'For', detail: partnerType === 'vendor' ? 'A vendor' : 'A seller' },
            {
              term: 'Country',
              detail:
                marketplaceId === null
                  ? 'The seller says'
                  : (findMarketplace(marketplaceId)?.country ?? marketplaceId),
            },
            { term: 'Account', detail: link.accountName ?? 'Whoever goes on with it first' },
            {
              term: 'Selling partner',
              detail: expectedSellingPartnerId === null ? 'Any' : <Code>{expectedSellingPartnerId}</Code>,
            },
            { term: 'Way back', detail: returnTo === null ? 'None' : <Code wrap>{returnTo}</Code> },
            ...time('Made', link.createdAt),
            { term: 'Made by', detail: link.creatorName ?? 'Unknown' },
            ...time('Ends', link.expiresAt),
            ...time('Used', link.usedAt),
            ...time('Revoked', link.revokedAt),
          ]}
        />
        {authorizationId !== null && (
          <div>
            <LinkButton href={paths.authorization(authorizationId)}>What it renews</LinkButton>
          </div>
        )}
        {isOpen && revoke !== null && (
          <RevokeForm id={link.id} action={revoke}>
            Once revoked, the link opens nothing. A seller who is at Amazon with it right now is not connected
            when they come back: what they bring is kept apart for you.
          </RevokeForm>
        )}
      </div>
    </SidePanel>
  )
}
