'use client'

import { isOutdated, OutdatedPage } from '#components/outdated-page.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  if (isOutdated(error)) return <OutdatedPage />
  return (
    <>
      <PageHeading title="This page could not be shown" />
      <Notice
        tone="bad"
        live
        title="The server couldn’t load this page"
        cause="Everything that was saved is still there."
        next={
          error.digest === undefined ? (
            'Try again in a moment.'
          ) : (
            <>
              Try again in a moment. If this keeps happening, look for{' '}
              <code className="font-mono">{error.digest}</code> in the log.
            </>
          )
        }
        action={
          <Button size="small" onClick={() => retry()}>
            Try again
          </Button>
        }
      />
    </>
  )
}
