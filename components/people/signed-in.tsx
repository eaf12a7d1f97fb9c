import { AnchorButton } from '../ui/anchor-button.tsx'
import { Notice } from '../ui/notice.tsx'

/** For somebody who comes to sign in and is signed in already. */
export function SignedIn({ email, onward }: { email: string; onward: string }) {
  return (
    <Notice
      tone="neutral"
      title={`You are signed in as ${email}`}
      next="Go on, or sign in below as somebody else."
      action={
        <AnchorButton href={onward} size="small">
          Go on
        </AnchorButton>
      }
    />
  )
}
