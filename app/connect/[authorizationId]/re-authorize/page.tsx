import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { ReAuthorize } from '#components/connect/re-authorize.tsx'
import { centralHost, findMarketplace } from '#lib/amazon/marketplaces.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { isAppError } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'

export const metadata: Metadata = { title: 'Authorize again' }

type Props = { params: Promise<{ authorizationId: string }> }

export default async function ReAuthorizePage({ params }: Props) {
  const { authorizationId } = await params
  const authorization = await readOwn(authorizationId)
  const marketplace = findMarketplace(authorization.marketplaceId)
  if (marketplace === null) notFound()
  return (
    <SellerFrame>
      <ReAuthorize
        companyName={getPublicSettings().companyName}
        connection={authorization}
        marketplaceId={marketplace.id}
        host={centralHost(marketplace, authorization.partnerType)}
      />
    </SellerFrame>
  )
}

async function readOwn(id: string) {
  if (!isRowId(id)) notFound()
  const ctx = await requireAccount(`/connect/${id}/re-authorize`)
  try {
    return await readAuthorization(ctx, id)
  } catch (error) {
    if (isAppError(error) && error.code === 'authorization_not_found') notFound()
    throw error
  }
}
