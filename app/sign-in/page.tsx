import { ChosenNotice } from '#components/connect/chosen-notice.tsx'
import { DemoEntrance } from '#components/demo/demo-entrance.tsx'
import { paths } from '#components/paths.ts'
import { SignedIn, SignedOut } from '#components/people/session-notices.tsx'
import { SignIn } from '#components/people/sign-in.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { hasPasskeys } from '#lib/people/passkeys.ts'
import { areaOf } from '../_server/area.ts'
import { readInterruption } from '../_server/forms/draft.ts'
import { Words } from '../_server/languages/words.tsx'
import { ownPath } from '../_server/own-path.ts'
import { readSession } from '../_server/people/session.ts'
import { readSignInProblem } from '../_server/people/sign-in-problem.ts'
import { readChosen } from '../_server/read-chosen.ts'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getServices } from '../_server/services.ts'
import { getPublicSettings } from '../_server/settings.ts'
import { enterDemo } from '../demo/actions.ts'
import { beginPasskey, signInByForm, signInByPasskey } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, callbackUrl, error } = await searchParams
  const { companyName, signUpOpen, sendsMail } = await getPublicSettings()
  const path = ownPath(next ?? callbackUrl, getServices().settings.appUrl)
  const area = areaOf(path ?? '/')
  const chosen = readChosen(path)
  const problem = await readSignInProblem(error, area)
  const provider = getServices().providers[area]
  const { breakGlassEmail = null } =
    area === 'operators' ? (getServices().providers.operators?.access ?? {}) : {}
  const session = await readSession()
  const { demo } = getServices()
  const interruption = session === null ? await readInterruption() : null
  return (
    <SellerFrame>
      {session !== null && (
        <SignedIn
          email={session.person.email}
          continueAt={path ?? (session.actor.kind === 'operator' ? paths.overview : '/')}
        />
      )}
      {interruption !== null && interruption.path === path?.split('?', 1)[0] && (
        <SignedOut hasTyped={interruption.hasTyped} />
      )}
      {demo !== null && (
        <DemoEntrance action={enterDemo} next={path} first={area === 'operators' ? 'operator' : 'seller'} />
      )}
      {chosen !== null && <ChosenNotice companyName={companyName} params={chosen} />}
      {problem !== null && <Notice tone="bad" live title={problem.title} next={problem.next} />}
      <Words groups={['account', 'passkeys']}>
        <SignIn
          companyName={companyName}
          signUpOpen={signUpOpen}
          sendsMail={sendsMail}
          action={signInByForm}
          next={path}
          provider={provider && { name: provider.name, href: paths.providerSignIn(area, { next: path }) }}
          isProviderOnly={breakGlassEmail !== null}
          passkey={hasPasskeys(getServices()) ? { begin: beginPasskey, finish: signInByPasskey } : null}
        />
      </Words>
    </SellerFrame>
  )
}
