import { z } from 'zod'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connections } from '#components/connect/connections.tsx'
import { regions } from '#lib/amazon/regions.ts'
import { findUnfinished, isConnecting } from '#lib/attempts/read-own.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, type SearchParameters } from '../../_server/parameters.ts'
import { disconnect } from './actions.ts'

type Props = { searchParams: Promise<SearchParameters> }

const parameters = z.object({
  after: z
    .string()
    .max(8_000)
    .refine((text) => isCursor(text, 'text'))
    .nullable()
    .default(null),
})

export default async function ConnectionsPage({ searchParams }: Props) {
  const ctx = await requireAccount('/connect/connections')
  const { after } = readParameters(parameters, await searchParams)
  const connecting = await isConnecting(ctx)
  // Read after it, so that what was being connected is in the list when nothing is any more.
  const { rows, next } = await listOwnAuthorizations(ctx, after)
  return (
    <SellerFrame>
      <Connections
        companyName={getPublicSettings().companyName}
        now={ctx.now()}
        connecting={connecting}
        unfinished={connecting ? null : await findUnfinished(ctx)}
        page={{ isFirst: after === null, next }}
        disconnect={disconnect}
        connections={rows.map((row) => ({ ...row, regionName: regions[row.region].name }))}
      />
    </SellerFrame>
  )
}
