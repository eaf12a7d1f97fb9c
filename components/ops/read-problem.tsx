import { AnchorButton } from '../ui/anchor-button.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** The live data stopped coming: why, and what to do. What is shown stays. */
export function ReadProblem({ error, retry }: { error: Error; retry: () => void }) {
  const isSignedOut = 'status' in error && error.status === 401
  const next = 'next' in error ? String(error.next) : 'It is tried again by itself.'
  return (
    <Notice
      tone="bad"
      live
      title={isSignedOut ? 'You are signed out' : error.message}
      cause="What you see below is what was read last."
      next={next}
      action={
        isSignedOut ? (
          <AnchorButton href="/sign-in?next=/ops" size="small">
            Sign in
          </AnchorButton>
        ) : (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )
      }
    />
  )
}
