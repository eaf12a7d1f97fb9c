import { Heading } from '#components/connect/heading.tsx'
import { paths } from '#components/paths.ts'
import { SecondStepForm } from '#components/people/second-step-form.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { hasPasskeys } from '#lib/people/passkeys.ts'
import { getText } from '../../_server/languages/language.ts'
import { Words } from '../../_server/languages/words.tsx'
import { ownPath } from '../../_server/own-path.ts'
import { SellerFrame } from '../../_server/seller-frame.tsx'
import { getServices } from '../../_server/services.ts'
import { beginPasskey, enterCode, signInByPasskey } from '../actions.ts'

/**
 * After the password, for a person who has an authenticator app, or whose role requires a second factor. The same
 * whether or not a password was entered: the form has to stay while it leads on.
 */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/second-step'>) {
  const { settings } = getServices()
  const path = ownPath((await searchParams).next, settings.appUrl)
  const text = await getText('signIn')
  return (
    <SellerFrame>
      <Heading title={text('stepTitle')}>{text('stepText')}</Heading>
      <Words groups={['factor', 'passkeys']}>
        <SecondStepForm
          action={enterCode}
          next={path}
          passkey={hasPasskeys(getServices()) ? { begin: beginPasskey, finish: signInByPasskey } : null}
        />
      </Words>
      <AnchorButton href={paths.signIn(path)}>{text('stepBack')}</AnchorButton>
    </SellerFrame>
  )
}
