import { useText } from '../languages/text.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** For a person who opens the sign-in page while signed in. */
export function SignedIn({ email, continueAt }: { email: string; continueAt: string }) {
  const text = useText('signIn')
  return (
    <Notice
      tone="neutral"
      title={text.rich('signedIn', { email })}
      next={text('signedInNext')}
      action={
        <AnchorButton href={continueAt} size="small">
          {text('continue')}
        </AnchorButton>
      }
    />
  )
}

/** For a person whose session had ended when they pressed a button. */
export function SignedOut({ hasTyped }: { hasTyped: boolean }) {
  const text = useText('signIn')
  return (
    <Notice tone="neutral" live title={text('signedOut')} next={text(hasTyped ? 'keptTyped' : 'notSaved')} />
  )
}
