import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Connection } from './connection-card.tsx'
import { Heading } from './heading.tsx'
import { ownStatuses } from './own-status.ts'

/** Leads the owner of an authorization through Amazon once more; the record and its data stay the same. */
export function ReAuthorize({
  connection,
  marketplaceId,
  host,
  companyName,
}: {
  connection: Pick<Connection, 'id' | 'storeName' | 'sellingPartnerId' | 'partnerType' | 'state'>
  marketplaceId: string
  /** Seller Central or Vendor Central, where it leads. */
  host: string
  companyName: string
}) {
  const status = ownStatuses[connection.state]
  const name = connection.storeName ?? connection.sellingPartnerId ?? 'Your store'
  return (
    <>
      <Heading title={`Authorize ${name} again`}>
        {companyName} asks you to renew your permission at Amazon.
        {connection.state !== 'disconnected' && ' Nothing that works now stops while you do.'}
      </Heading>
      {status.sentence !== null && <Notice tone={status.tone} title={status.label} cause={status.sentence} />}
      <form
        action="/authorize"
        method="get"
        className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base"
      >
        <input type="hidden" name="marketplace" value={marketplaceId} />
        <input type="hidden" name="partner" value={connection.partnerType} />
        <input type="hidden" name="authorization" value={connection.id} />
        <Facts
          facts={[
            {
              term: 'Sign in as',
              detail: <code className="font-mono text-sm">{connection.sellingPartnerId}</code>,
            },
            { term: 'At', detail: <code className="font-mono text-sm">{host}</code> },
          ]}
        />
        <Button type="submit" variant="primary" size="large" wide>
          Authorize at Amazon
          <Icon name="arrow-right" size={18} />
        </Button>
        <p className="text-ink-muted text-sm">
          Use the same selling account as before. With another one nothing is changed, and we tell you so.
        </p>
      </form>
    </>
  )
}
