import { PlayIcon } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '../ui/empty-state.tsx'
import { runnerHref } from './calls-view.ts'
import type { FormPartner } from './operation-form.tsx'

const forSellers = [
  { key: 'sellers.v1.getMarketplaceParticipations', label: 'Where does this seller sell?' },
  { key: 'orders.2026-01-01.searchOrders', label: 'Which orders came in?' },
  { key: 'fbaInventory.v1.getInventorySummaries', label: 'What is in stock at Amazon?' },
] as const

const forVendors = [
  { key: 'vendorOrders.v1.getPurchaseOrders', label: 'Which purchase orders did Amazon send?' },
  { key: 'catalogItems.2022-04-01.searchCatalogItems', label: 'What is in the catalog?' },
  { key: 'vendorTransactionStatus.v1.getTransaction', label: 'What happened to a transaction?' },
] as const

/** In place of a result: three calls to begin with. */
export function Examples({ partner }: { partner: FormPartner | null }) {
  const examples = partner?.partnerType === 'vendor' ? forVendors : forSellers
  return (
    <EmptyState
      icon={PlayIcon}
      title="No result yet"
      action={
        <ul className="grid gap-1 text-left">
          {examples.map(({ key, label }) => (
            <li key={key}>
              <Link
                href={runnerHref({ authorization: partner?.id ?? null, operation: key }, null)}
                scroll={false}
                className="grid rounded-md px-3 py-1.5 hover:bg-sunken"
              >
                <span className="font-medium text-accent-ink">{label}</span>
                <span className="font-mono text-ink-muted text-xs">{key.split('.').slice(-1)[0]}</span>
              </Link>
            </li>
          ))}
        </ul>
      }
    >
      Run an operation to see Amazon’s response here. Try one of these:
    </EmptyState>
  )
}
