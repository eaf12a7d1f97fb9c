import { notFound } from 'next/navigation'
import { pageContext } from '#app/_server/context.ts'
import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { readSession } from '#app/_server/people/session.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { ClaimForm } from '#components/connect/claim-form.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { LinkOffer, LinkSignIn } from '#components/connect/link-offer.tsx'
import { OwnCountryOptions } from '#components/connect/seller-fields.tsx'
import { paths } from '#components/paths.ts'
import type { Context } from '#lib/context.ts'
import { type ErrorCode, isAppError } from '#lib/errors.ts'
import { type OpenedLink, readLink } from '#lib/links/redeem.ts'
import { openSteps } from '#lib/links/steps.ts'
import { Secret } from '#lib/secret.ts'
import { claim } from './actions.ts'

/** Opening a link changes nothing: previews of messengers open it, too. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const ctx = await pageContext()
  const link = await open(ctx, new Secret(token))
  if (typeof link === 'string') {
    if (link === 'connect_link_not_found') notFound()
    return (
      <SellerFrame>
        <FinishProblem {...(await sellerWording(link))} start="start" />
      </SellerFrame>
    )
  }
  const { companyName, signUpOpen } = await getPublicSettings()
  const session = await readSession()
  const countries = openSteps(link).map(({ marketplaceIds }) => marketplaceIds[0] ?? '')
  return (
    <SellerFrame>
      <LinkOffer companyName={companyName} link={link} accountName={session?.person.accountName ?? null}>
        {ctx.actor.kind === 'account' ? (
          <Words groups={['claim']}>
            <ClaimForm
              token={token}
              first={countries[0]}
              options={<OwnCountryOptions {...(countries.length > 0 && { only: countries })} />}
              needsMarketplace={link.marketplace === null}
              action={claim}
            />
          </Words>
        ) : (
          <LinkSignIn next={paths.connectLink(token)} companyName={companyName} signUpOpen={signUpOpen} />
        )}
      </LinkOffer>
    </SellerFrame>
  )
}

async function open(ctx: Context, token: Secret): Promise<OpenedLink | ErrorCode> {
  try {
    return await readLink(ctx, token)
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
}
