'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useEffect } from 'react'
import { keepLastSent } from './forms/keep-typed.tsx'
import { useWords } from './languages/words.tsx'
import { Problem } from './problem.tsx'
import { Button } from './ui/button.tsx'

/** Whether the server has another version than this page: then it knows neither its forms nor its scripts. */
export function isOutdated(error: unknown): boolean {
  return (
    unstable_isUnrecognizedActionError(error) || (error instanceof Error && error.name === 'ChunkLoadError')
  )
}

/** Replaces a page from before an update. */
export function OutdatedPage() {
  const words = useWords('page')
  useEffect(keepLastSent, [])
  return (
    <Problem
      title={words.outdatedTitle}
      cause={words.outdatedCause}
      next={words.outdatedNext}
      action={
        <Button variant="primary" size="large" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      }
    />
  )
}
