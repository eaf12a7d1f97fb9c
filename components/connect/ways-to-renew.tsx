import { ExternalLinkIcon } from 'lucide-react'
import { AnchorButton } from '../ui/button.tsx'

export function centralName(partnerType: 'seller' | 'vendor'): string {
  return partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
}

/** Both ways to renew a permission. They end in the same: Amazon sends the seller back here, and the record goes on. */
export function WaysToRenew({
  id,
  partnerType,
  manageAppsUrl,
}: {
  id: string
  partnerType: 'seller' | 'vendor'
  manageAppsUrl: string | null
}) {
  const central = centralName(partnerType)
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap gap-2">
        <AnchorButton href={`/connect/${id}/re-authorize`} variant="primary">
          Authorize again here
        </AnchorButton>
        {manageAppsUrl !== null && (
          <AnchorButton href={manageAppsUrl}>
            Renew in {central}
            <ExternalLinkIcon size={14} />
          </AnchorButton>
        )}
      </div>
      {manageAppsUrl !== null && (
        <p className="text-ink-muted text-sm">
          Either renews this connection. In {central}, choose Re-Authorize or Enable Authorization under
          Manage Your Apps.
        </p>
      )}
    </div>
  )
}
