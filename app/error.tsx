'use client'

import { useWords } from '#components/languages/words.tsx'
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
  const words = useWords('page')
  if (isOutdated(error)) return <OutdatedPage />
  return (
    <Problem
      title={words.errorTitle}
      cause={words.errorCause}
      next={words.errorNext}
      reference={error.digest}
      referenceLabel={words.reference}
      action={
        <>
          <Button variant="primary" size="large" onClick={() => retry()}>
            {words.tryAgain}
          </Button>
          <AnchorButton href="/" size="large">
            {words.start}
          </AnchorButton>
        </>
      }
    />
  )
}
