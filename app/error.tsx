'use client'

import { isOutdated, OutdatedPage } from '#components/outdated-page.tsx'
import { Problem } from '#components/problem.tsx'
import { AnchorButton, Button } from '#components/ui/button.tsx'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  if (isOutdated(error)) return <OutdatedPage />
  return (
    <Problem
      title="This page could not be shown"
      cause="Something failed on our side. What you did before is kept."
      next="Try again in a moment. If it stays like this, tell the support and give the reference below."
      reference={error.digest}
      action={
        <>
          <Button variant="primary" size="large" onClick={() => retry()}>
            Try again
          </Button>
          <AnchorButton href="/" size="large">
            Go to the start page
          </AnchorButton>
        </>
      }
    />
  )
}
