import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connections } from '#components/connect/connections.tsx'
import { regions } from '#lib/amazon/regions.ts'
import { listOwnAuthorizations } from '#lib/authorizations/read.ts'
import { isAppError } from '#lib/errors.ts'
import { disconnect } from './actions.ts'

export const metadata: Metadata = { title: 'Your connections' }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

const parameters = z.object({ after: z.base64url().max(4_000).nullable().default(null) })

export default async function ConnectionsPage({ searchParams }: Props) {
  const ctx = await requireAccount('/connect/connections')
  const view = parameters.safeParse(await searchParams)
  if (!view.success) notFound()
  const { after } = view.data
  const { rows, next } = await listOwnAuthorizations(ctx, after).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'input_invalid') notFound()
    throw error
  })
  return (
    <SellerFrame>
      <Connections
        companyName={getPublicSettings().companyName}
        now={ctx.now()}
        page={{ isFirst: after === null, next }}
        disconnect={disconnect}
        connections={rows.map((row) => ({ ...row, regionName: regions[row.region].name }))}
      />
    </SellerFrame>
  )
}
