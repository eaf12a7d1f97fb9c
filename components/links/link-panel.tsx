'use client'

import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { ConnectLinkView } from '#lib/links/list.ts'
import { attemptEnds } from '../attempts/attempt-words.ts'
import { AuditLink } from '../audit/audit-link.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { RevokeForm } from '../forms/revoke-form.tsx'
import { SidePanel } from '../list/side-panel.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TextLink } from '../ui/text-link.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { linkLooks, namesOf } from './link-words.ts'

type Times = 'createdAt' | 'expiresAt' | 'usedAt' | 'revokedAt'

export interface ShownLink extends Omit<ConnectLinkView, Times> {
  /** ISO 8601, as the next three. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
}

/**
 * The button at the end of a link's row, and the panel that it opens, with everything about the link and the way to
 * revoke it.
 */
export function LinkPanel({ link, revoke }: { link: ShownLink; revoke: FormAction | null }) {
  const { state, partnerType, marketplaceId, expectedSellingPartnerId, returnTo, authorizationId, steps } =
    link
  const time = (term: string, at: string | null) =>
    at === null ? [] : [{ term, detail: <TimeStamp at={at} /> }]
  const connected = link.attempts.flatMap((attempt) => attempt.connected ?? [])
  const isOpen = state === 'open' || state === 'claimed'
  return (
    <SidePanel
      id={link.id}
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
              term: steps.length > 0 ? 'Countries' : 'Country',
              detail:
                steps.length > 0 ? (
                  <LinkProgress steps={steps} />
                ) : marketplaceId === null ? (
                  'Chosen by the seller'
                ) : (
                  (findMarketplace(marketplaceId)?.country ?? marketplaceId)
                ),
            },
            { term: 'Account', detail: link.accountName ?? 'The first account that continues' },
            {
              term: 'Selling partner',
              detail: expectedSellingPartnerId === null ? 'Any' : <Code>{expectedSellingPartnerId}</Code>,
            },
            { term: 'Return URL', detail: returnTo === null ? 'None' : <Code wrap>{returnTo}</Code> },
            ...time('Created', link.createdAt),
            { term: 'Created by', detail: link.creatorName ?? 'Unknown' },
            ...time('Expires', link.expiresAt),
            ...time('Used', link.usedAt),
            ...time('Revoked', link.revokedAt),
            ...(steps.length === 0 ? connected : []).map(({ id, name }) => ({
              term: 'Connected',
              detail: <TextLink href={paths.authorization(id)}>{name}</TextLink>,
            })),
          ]}
        />
        {link.attempts.length > 0 && (
          <section className="grid gap-2">
            <h3 className="font-semibold">Attempts with this link</h3>
            <ul className="grid gap-1">
              {link.attempts.map(({ id, end, startedAt }) => (
                <li key={id} className="flex flex-wrap items-center gap-2">
                  <TextLink href={paths.attempt(id)}>
                    <TimeStamp at={startedAt} />
                  </TextLink>
                  <Badge tone={attemptEnds[end].tone}>{attemptEnds[end].label}</Badge>
                </li>
              ))}
            </ul>
          </section>
        )}
        {authorizationId !== null && (
          <div>
            <LinkButton href={paths.authorization(authorizationId)}>What it renews</LinkButton>
          </div>
        )}
        {revoke !== null && <AuditLink kind="connect-link" id={link.id} />}
        {isOpen && revoke !== null && (
          <RevokeForm id={link.id} action={revoke}>
            Once revoked, the link stops working. A seller who is at Amazon with it right now isn’t connected
            when they come back: their grant is quarantined for you to review.
          </RevokeForm>
        )}
      </div>
    </SidePanel>
  )
}

/** Each country that the link asks for, with its result. */
function LinkProgress({ steps }: Pick<ShownLink, 'steps'>) {
  return (
    <ul className="grid gap-1">
      {steps.map((step) => (
        <li key={step.consentGroup} className="flex flex-wrap gap-x-2">
          <span>{namesOf([step])}</span>
          {step.authorizationId === null ? (
            <span className="text-ink-muted">Not connected yet</span>
          ) : (
            <TextLink href={paths.authorization(step.authorizationId)}>Connected</TextLink>
          )}
        </li>
      ))}
    </ul>
  )
}
