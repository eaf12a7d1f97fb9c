import { notFound } from 'next/navigation'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { requireAccount } from '#app/_server/require-account.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Connected } from '#components/connect/connected.tsx'
import { isRefusedByAmazon, ownStatus } from '#components/connect/own-status.ts'
import { returnLink } from '#lib/links/return-url.ts'

/** What was connected, for the account that owns it. */
export async function ConnectedAuthorization({
  id,
  path,
  returnTo,
}: {
  id: string
  path: string
  returnTo: string | null
}) {
  const ctx = await requireAccount(path)
  const authorization = await findAuthorization(ctx, id)
  if (authorization === null) notFound()
  const { storeName, sellingPartnerId, partnerType, participations, participationsProblem } = authorization
  const { companyName } = getPublicSettings()
  const isRefused = authorization.state === 'unverified' && isRefusedByAmazon(participationsProblem)
  return (
    <Connected
      companyName={companyName}
      problem={isRefused ? ownStatus(authorization, companyName, ctx.now()) : null}
      name={storeName ?? sellingPartnerId ?? 'Your store'}
      partnerType={partnerType}
      participations={participations}
      returnLink={returnLink(returnTo, { result: 'connected', authorization: id })}
    />
  )
}
