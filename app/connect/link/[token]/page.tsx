import { notFound } from 'next/navigation'
import { pageContext } from '#app/_server/context.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { readSession } from '#app/_server/session.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { ClaimForm } from '#components/connect/claim-form.tsx'
import { FinishProblem } from '#components/connect/finish-problem.tsx'
import { LinkOffer, LinkSignIn } from '#components/connect/link-offer.tsx'
import { paths } from '#components/paths.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { Context } from '#lib/context.ts'
import { type ErrorCode, isAppError, wordingOf } from '#lib/errors.ts'
import { type OpenedLink, readLink } from '#lib/links/redeem.ts'
import { Secret } from '#lib/secret.ts'
import { claim } from './actions.ts'

/** Looking at a link changes nothing: previews of messengers open it, too. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const ctx = await pageContext()
  const link = await open(ctx, new Secret(token))
  if (typeof link === 'string') {
    if (link === 'connect_link_not_found') notFound()
    return (
      <SellerFrame>
        <FinishProblem {...wordingOf(link, 'seller')} start="Go to the start page" />
      </SellerFrame>
    )
  }
  const { companyName, signUpOpen } = getPublicSettings()
  const session = await readSession()
  return (
    <SellerFrame>
      <LinkOffer companyName={companyName} link={link} accountName={session?.person.accountName ?? null}>
        {ctx.actor.kind === 'account' ? (
          <ClaimForm token={token} needsMarketplace={link.marketplace === null} action={claim} />
        ) : ctx.actor.kind === 'operator' ? (
          <Notice
            tone="neutral"
            title="You are signed in as an operator"
            next="A seller goes on from here. To see what they see, open the link in a private window."
          />
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
