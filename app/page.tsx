import { Chooser } from '#components/connect/chooser.tsx'
import { NotReady } from '#components/connect/not-ready.tsx'
import { OperatorHint } from '#components/connect/operator-hint.tsx'
import { Welcome } from '#components/connect/welcome.tsx'
import { listOffers } from '#lib/applications/choose.ts'
import { errors } from '#lib/errors.ts'
import { pageContext } from './_server/context.ts'
import { SellerFrame } from './_server/seller-frame.tsx'
import { getPublicSettings } from './_server/settings.ts'

/** `?application=` names the one that the company's link asks for. */
export default async function StartPage({ searchParams }: PageProps<'/'>) {
  const { application } = await searchParams
  return (
    <SellerFrame>
      <Start wanted={typeof application === 'string' ? application : null} />
    </SellerFrame>
  )
}

async function Start({ wanted }: { wanted: string | null }) {
  const { companyName, signUpOpen } = getPublicSettings()
  const ctx = await pageContext()
  if (ctx.actor.kind === 'operator') return <OperatorHint />
  if (ctx.actor.kind !== 'account') {
    const next = wanted === null ? null : `/?${new URLSearchParams({ application: wanted })}`
    return <Welcome companyName={companyName} signUpOpen={signUpOpen} next={next} />
  }
  const offers = await listOffers(ctx)
  return offers.length > 0 ? (
    <Chooser companyName={companyName} offers={offers} wanted={wanted} />
  ) : (
    <NotReady companyName={companyName} {...errors.application_not_ready} />
  )
}
