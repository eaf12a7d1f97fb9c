import { headers } from 'next/headers'
import { Start } from '#components/connect/start.tsx'
import { type StartParams, startHref } from '#components/connect/start-params.ts'
import { UnfinishedNotice } from '#components/connect/unfinished-notice.tsx'
import { AccountLinks, NotReady } from '#components/connect/welcome.tsx'
import { DemoEntrance } from '#components/demo/demo-entrance.tsx'
import { listOffers } from '#lib/applications/choose.ts'
import { findUnfinished } from '#lib/attempts/read-own.ts'
import type { Context } from '#lib/context.ts'
import { pageContext } from './_server/context.ts'
import { sellerWording } from './_server/forms/to-user-error.ts'
import { rawQuery } from './_server/http/target.ts'
import { inOwnLanguage } from './_server/languages/in-own-language.ts'
import { readStartParams } from './_server/read-start-params.ts'
import { SellerFrame } from './_server/seller-frame.tsx'
import { getServices } from './_server/services.ts'
import { getPublicSettings } from './_server/settings.ts'
import { enterDemo } from './demo/actions.ts'

/** A link on the company's site may propose the choices and the return URL: see `StartParams`. */
export default async function StartPage() {
  return (
    <SellerFrame width="split">
      <StartContent params={readStartParams(rawQuery(await headers()))} />
    </SellerFrame>
  )
}

async function StartContent({ params }: { params: StartParams }) {
  const { appUrl, companyName, signUpOpen } = await getPublicSettings()
  const ctx = await pageContext()
  const { offers, problem } = await listOffers(ctx)
  const path = startHref(params)
  const next = path === '/' ? null : path
  const isSignedIn = ctx.actor.kind === 'account'
  const account = isSignedIn ? null : (
    <AccountLinks companyName={companyName} signUpOpen={signUpOpen} next={next} />
  )
  const entrance = !isSignedIn && getServices().demo !== null && (
    <DemoEntrance action={enterDemo} next={next} />
  )
  if (problem !== null) {
    return (
      <div className="grid max-w-md gap-8">
        {entrance}
        <NotReady companyName={companyName} {...(await sellerWording(problem))} />
        {account}
      </div>
    )
  }
  return (
    <Start
      companyName={companyName}
      offers={offers}
      params={params}
      account={account}
      url={`${appUrl}${path}`}
      notice={entrance || (await unfinishedOf(ctx))}
    />
  )
}

async function unfinishedOf(ctx: Context) {
  if (ctx.actor.kind !== 'account') return null
  const unfinished = await inOwnLanguage(await findUnfinished(ctx))
  return unfinished && <UnfinishedNotice unfinished={unfinished} />
}
