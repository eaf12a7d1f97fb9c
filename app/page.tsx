import { headers } from 'next/headers'
import { Chooser } from '#components/connect/chooser.tsx'
import { type StartParams, startHref } from '#components/connect/start-params.ts'
import { UnfinishedNotice } from '#components/connect/unfinished-notice.tsx'
import { NotReady, OperatorHint, Welcome } from '#components/connect/welcome.tsx'
import { listOffers } from '#lib/applications/choose.ts'
import { findUnfinished } from '#lib/attempts/read-own.ts'
import { wordingOf } from '#lib/errors.ts'
import { pageContext } from './_server/context.ts'
import { readStartParams } from './_server/read-start-params.ts'
import { SellerFrame } from './_server/seller-frame.tsx'
import { getPublicSettings } from './_server/settings.ts'
import { rawQuery } from './_server/target.ts'

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
  if (ctx.actor.kind === 'operator') return <OperatorHint />
  if (ctx.actor.kind !== 'account') {
    const path = startHref(params)
    const next = path === '/' ? null : path
    return <Welcome companyName={companyName} signUpOpen={signUpOpen} next={next} />
  }
  const { offers, problem } = await listOffers(ctx)
  const unfinished = await findUnfinished(ctx)
  return problem === null ? (
    <>
      {unfinished !== null && <UnfinishedNotice unfinished={unfinished} />}
      <Chooser companyName={companyName} offers={offers} params={params} />
    </>
  ) : (
    <NotReady companyName={companyName} {...wordingOf(problem, 'seller')} />
  )
}
