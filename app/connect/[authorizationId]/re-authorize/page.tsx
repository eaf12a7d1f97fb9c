import { notFound } from 'next/navigation'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { ReAuthorize } from '#components/connect/re-authorize.tsx'
import { paths } from '#components/paths.ts'
import { centralHost, findMarketplace } from '#lib/amazon/marketplaces.ts'
import { isRowId } from '#lib/row-id.ts'
import { renewalErrors } from '#lib/state/renewal-obstacle.ts'

type Props = { params: Promise<{ authorizationId: string }> }

export default async function ReAuthorizePage({ params }: Props) {
  const { authorizationId } = await params
  if (!isRowId(authorizationId)) notFound()
  const ctx = await requireAccount(paths.reauthorize(authorizationId))
  const authorization = await findAuthorization(ctx, authorizationId)
  const marketplace = findMarketplace(authorization?.marketplaceId ?? '')
  if (authorization === null || marketplace === null) notFound()
  const { renewalObstacle } = authorization
  // The page says of a self-authorized record that the company renews it.
  if (renewalObstacle !== null && renewalObstacle !== 'self_authorized')
    return (
      <SellerFrame>
        <FinishProblem {...(await sellerWording(renewalErrors[renewalObstacle]))} start="start" />
      </SellerFrame>
    )
  return (
    <SellerFrame>
      <ReAuthorize
        companyName={(await getPublicSettings()).companyName}
        connection={authorization}
        now={ctx.now()}
        marketplaceId={marketplace.id}
        host={centralHost(marketplace, authorization.partnerType)}
      />
    </SellerFrame>
  )
}
