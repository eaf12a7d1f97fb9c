import { createLoader } from 'nuqs/server'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connections } from '#components/connect/connections.tsx'
import { after } from '#components/list/parameters.ts'
import { paths } from '#components/paths.ts'
import { regions } from '#lib/amazon/regions.ts'
import { findUnfinished, isConnecting } from '#lib/attempts/read-own.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { disconnect } from './actions.ts'

const readParameters = createLoader({ after })

export default async function ConnectionsPage({ searchParams }: PageProps<'/connect/connections'>) {
  const ctx = await requireAccount(paths.connections)
  const parameters = readParameters(await searchParams)
  const cursor = parameters.after !== null && isCursor(parameters.after, 'text') ? parameters.after : null
  const connecting = await isConnecting(ctx)
  // Read after it, so that what was being connected is in the list when nothing is any more.
  const { rows, next } = await listOwnAuthorizations(ctx, cursor)
  return (
    <SellerFrame>
      <Connections
        companyName={getPublicSettings().companyName}
        now={ctx.now()}
        connecting={connecting}
        unfinished={connecting ? null : await findUnfinished(ctx)}
        page={{ isFirst: cursor === null, next }}
        disconnect={disconnect}
        connections={rows.map((row) => ({ ...row, regionName: regions[row.region].name }))}
      />
    </SellerFrame>
  )
}
