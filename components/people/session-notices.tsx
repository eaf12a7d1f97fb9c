import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** For somebody who comes to sign in and is signed in already. */
export function SignedIn({ email, continueAt }: { email: string; continueAt: string }) {
  return (
    <Notice
      tone="neutral"
      title={`You are signed in as ${email}`}
      next="Go on, or sign in below as somebody else."
      action={
        <AnchorButton href={continueAt} size="small">
          Go on
        </AnchorButton>
      }
    />
  )
}

/** For somebody whose session was over when they pressed a button. */
export function SignedOut({ hasTyped }: { hasTyped: boolean }) {
  return (
    <Notice
      tone="neutral"
      live
      title="You were signed out meanwhile"
      next={
        hasTyped
          ? 'Nothing was done yet. Sign in, and what you typed stands in the form again.'
          : 'Nothing was done yet. Sign in, and try again.'
      }
    />
  )
}
