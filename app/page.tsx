import { headers } from 'next/headers'
import { Chooser } from '#components/connect/chooser.tsx'
import { type StartParams, startHref } from '#components/connect/start-params.ts'
import { UnfinishedNotice } from '#components/connect/unfinished-notice.tsx'
import { NotReady, Welcome } from '#components/connect/welcome.tsx'
import { DemoEntrance } from '#components/demo/demo-entrance.tsx'
import { listOffers } from '#lib/applications/choose.ts'
import { findUnfinished } from '#lib/attempts/read-own.ts'
import { pageContext } from './_server/context.ts'
import { inOwnLanguage } from './_server/in-own-language.ts'
import { readStartParams } from './_server/read-start-params.ts'
import { SellerFrame } from './_server/seller-frame.tsx'
import { getServices } from './_server/services.ts'
import { getPublicSettings } from './_server/settings.ts'
import { rawQuery } from './_server/target.ts'
import { sellerWording } from './_server/to-user-error.ts'
import { enterDemo } from './demo/actions.ts'

/** A link of the company's may propose what to authorize, and the way back: see `StartParams`. */
export default async function StartPage() {
  return (
    <SellerFrame>
      <Start params={readStartParams(rawQuery(await headers()))} />
    </SellerFrame>
  )
}

async function Start({ params }: { params: StartParams }) {
  const { companyName, signUpOpen } = getPublicSettings()
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'account') {
    const path = startHref(params)
    const next = path === '/' ? null : path
    return (
      <>
        <Welcome companyName={companyName} signUpOpen={signUpOpen} next={next} />
        {getServices().demo !== null && <DemoEntrance action={enterDemo} next={next} />}
      </>
    )
  }
  const { offers, problem } = await listOffers(ctx)
  const unfinished = await inOwnLanguage(await findUnfinished(ctx))
  return problem === null ? (
    <>
      {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
      <Chooser companyName={companyName} offers={offers} params={params} />
    </>
  ) : (
    <NotReady companyName={companyName} {...(await sellerWording(problem))} />
  )
}
