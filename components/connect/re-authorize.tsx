import { ArrowRightIcon, ExternalLinkIcon } from 'lucide-react'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton, Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { Heading } from './heading.tsx'
import { type OwnFacts, ownStatus } from './own-status.ts'

/** Leads the owner of an authorization through Amazon once more; the record and its data stay the same. */
export function ReAuthorize({
  connection,
  marketplaceId,
  host,
  companyName,
  now,
}: {
  connection: OwnFacts & Pick<AuthorizationView, 'id' | 'name' | 'sellingPartnerId' | 'manageAppsUrl'>
  marketplaceId: string
  /** Seller Central or Vendor Central, where the button leads. */
  host: string
  companyName: string
  now: Date
}) {
  const { id, name, sellingPartnerId, partnerType, health, renewalObstacle, manageAppsUrl } = connection
  const text = useText('reauthorize')
  const central = useText('central')(partnerType)
  const status = ownStatus(connection, { companyName, now, text: useText('status'), language: useLanguage() })
  if (renewalObstacle === 'self_authorized') return <RenewedByCompany name={name} companyName={companyName} />
  return (
    <>
      <Heading title={text('title', { name })}>
        {text.rich(health === 'disconnected' ? 'text' : 'textWorking', { company: companyName })}
      </Heading>
      {status.sentence !== null && <Notice tone={status.tone} title={status.label} cause={status.sentence} />}
      <form
        action="/authorize"
        method="get"
        className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base"
      >
        <input type="hidden" name="marketplace" value={marketplaceId} />
        <input type="hidden" name="partner" value={partnerType} />
        <input type="hidden" name="authorization" value={id} />
        <Facts
          facts={[
            { term: text('signInAs'), detail: <code className="font-mono text-sm">{sellingPartnerId}</code> },
            { term: text('at'), detail: <HostName host={host} /> },
          ]}
        />
        <Button type="submit" variant="primary" size="large" wide>
          {text('submit')}
          <ArrowRightIcon size={18} className="rtl:-scale-x-100" />
        </Button>
        <p className="text-ink-muted text-sm">{text('sameAccount')}</p>
      </form>
      {manageAppsUrl !== null && (
        <p className="text-base text-ink-muted">
          {text.rich('startAtAmazon', {
            company: companyName,
            central,
            manage: (words) => (
              <a href={manageAppsUrl} className="rounded-sm text-accent-ink underline underline-offset-4">
                {words}
              </a>
            ),
          })}
        </p>
      )}
    </>
  )
}

/** Only its owner can authorize a private application. */
function RenewedByCompany({ name, companyName }: { name: string; companyName: string }) {
  const text = useText('reauthorize')
  return (
    <>
      <Heading title={text('notNeeded', { name })}>
        {text.rich('byCompany', { company: companyName })}
      </Heading>
      <AnchorButton href={paths.connections} size="large" wide>
        {text('seeConnections')}
      </AnchorButton>
    </>
  )
}

/** Breaks at its first dot, if it has to. */
function HostName({ host }: { host: string }) {
  const dot = host.indexOf('.') + 1
  return (
    <code className="font-mono text-sm">
      {host.slice(0, dot)}
      <wbr />
      {host.slice(dot)}
    </code>
  )
}

/** Both ways to renew a permission. Either way Amazon sends the seller back here, and the record continues. */
export function WaysToRenew({
  id,
  partnerType,
  manageAppsUrl,
}: {
  id: string
  partnerType: 'seller' | 'vendor'
  manageAppsUrl: string | null
}) {
  const text = useText('reauthorize')
  const central = useText('central')(partnerType)
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap gap-2">
        <AnchorButton href={paths.reauthorize(id)} variant="primary">
          {text('here')}
        </AnchorButton>
        {manageAppsUrl !== null && (
          <AnchorButton href={manageAppsUrl}>
            {text('renewIn', { central })}
            <ExternalLinkIcon size={14} />
          </AnchorButton>
        )}
      </div>
      {manageAppsUrl !== null && <p className="text-ink-muted text-sm">{text('either', { central })}</p>}
    </div>
  )
}
