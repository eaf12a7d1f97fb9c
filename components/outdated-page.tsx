'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useEffect } from 'react'
import { keepLastSent } from './forms/keep-typed.tsx'
import { Problem } from './problem.tsx'
import { Button } from './ui/button.tsx'

/** Whether the server is of another version than this page: it knows neither its forms nor its scripts. */
export function isOutdated(error: unknown): boolean {
  return (
    unstable_isUnrecognizedActionError(error) || (error instanceof Error && error.name === 'ChunkLoadError')
  )
}

/** In the place of a page from before an update. */
export function OutdatedPage() {
  useEffect(keepLastSent, [])
  return (
    <Problem
      title="Reload this page"
      cause="This site was updated after you opened the page, so nothing was sent."
      next="Reload the page and try again. What you typed is kept, except passwords and other secrets."
      action={
        <Button variant="primary" size="large" onClick={() => location.reload()}>
          Reload page
        </Button>
      }
    />
  )
}
