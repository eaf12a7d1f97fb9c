import { Chooser } from '#components/connect/chooser.tsx'
import { NotReady } from '#components/connect/not-ready.tsx'
import { OperatorHint } from '#components/connect/operator-hint.tsx'
import { Welcome } from '#components/connect/welcome.tsx'
import { readReadiness } from '#lib/applications/readiness.ts'
import { errors } from '#lib/errors.ts'
import { pageContext } from './_server/context.ts'
import { SellerFrame } from './_server/seller-frame.tsx'
import { getPublicSettings } from './_server/settings.ts'

export default async function StartPage() {
  return (
    <SellerFrame>
      <Start />
    </SellerFrame>
  )
}

async function Start() {
  const { companyName, signUpOpen } = getPublicSettings()
  const ctx = await pageContext()
  if (ctx.actor.kind === 'operator') return <OperatorHint />
  if (ctx.actor.kind !== 'account') return <Welcome companyName={companyName} signUpOpen={signUpOpen} />
  const { ready } = await readReadiness(ctx)
  return ready ? (
    <Chooser companyName={companyName} />
  ) : (
    <NotReady companyName={companyName} {...errors.application_not_ready} />
  )
}
