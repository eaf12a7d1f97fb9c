import { ChosenNotice } from '#components/connect/chosen-notice.tsx'
import { SignUp } from '#components/people/sign-in.tsx'
import { Words } from '../_server/languages/words.tsx'
import { ownPath } from '../_server/own-path.ts'
import { readChosen } from '../_server/read-chosen.ts'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getServices } from '../_server/services.ts'
import { getPublicSettings } from '../_server/settings.ts'
import { signUpByForm } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const { next } = await searchParams
  const { companyName, signUpOpen } = await getPublicSettings()
  const path = ownPath(next, getServices().settings.appUrl)
  const chosen = readChosen(path)
  return (
    <SellerFrame>
      {chosen !== null && <ChosenNotice companyName={companyName} params={chosen} />}
      <Words groups={['account']}>
        <SignUp companyName={companyName} signUpOpen={signUpOpen} action={signUpByForm} next={path} />
      </Words>
    </SellerFrame>
  )
}
