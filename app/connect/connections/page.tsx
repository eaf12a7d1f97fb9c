import type { Metadata } from 'next'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connections } from '#components/connect/connections.tsx'
import { regions } from '#lib/amazon/regions.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import { disconnect } from './actions.ts'

export const metadata: Metadata = { title: 'Your connections' }

export default async function ConnectionsPage() {
  const ctx = await requireAccount('/connect/connections')
  const authorizations = await listOwnAuthorizations(ctx)
  return (
    <SellerFrame>
      <Connections
        companyName={getPublicSettings().companyName}
        disconnect={disconnect}
        connections={authorizations.map((authorization) => ({
          ...authorization,
          regionName: regions[authorization.region].name,
        }))}
      />
    </SellerFrame>
  )
}
