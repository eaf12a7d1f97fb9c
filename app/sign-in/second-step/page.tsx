import { Heading } from '#components/connect/heading.tsx'
import { paths } from '#components/paths.ts'
import { SecondStepForm } from '#components/people/second-step-form.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { hasPasskeys } from '#lib/people/passkeys.ts'
import { hasSecondStep } from '#lib/people/second-step.ts'
import { pageContext } from '../../_server/context.ts'
import { getText } from '../../_server/language.ts'
import { ownPath } from '../../_server/own-path.ts'
import { readSecondStep } from '../../_server/second-step-cookie.ts'
import { SellerFrame } from '../../_server/seller-frame.tsx'
import { Words } from '../../_server/words.tsx'
import { beginPasskey, enterCode, signInByPasskey } from '../actions.ts'

/** After the password, for somebody who has an authenticator app, or whose role takes a second factor. */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/second-step'>) {
  const ctx = await pageContext()
  const path = ownPath((await searchParams).next, ctx.settings.appUrl)
  const text = await getText('signIn')
  const isBegun = await hasSecondStep(ctx, await readSecondStep())
  return (
    <SellerFrame>
      <Heading title={text('stepTitle')}>{text('stepText')}</Heading>
      {isBegun ? (
        <Words groups={['factor', 'passkeys']}>
          <SecondStepForm
            action={enterCode}
            next={path}
            passkey={hasPasskeys(ctx) ? { begin: beginPasskey, finish: signInByPasskey } : null}
          />
        </Words>
      ) : (
        <Notice
          tone="neutral"
          title={text('stepOver')}
          next={text('stepOverNext')}
          action={<AnchorButton href={paths.signIn(path)}>{text('stepBack')}</AnchorButton>}
        />
      )}
    </SellerFrame>
  )
}
