import { Notice } from '../ui/notice.tsx'

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
