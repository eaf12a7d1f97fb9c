'use client'

import { Problem } from '#components/problem.tsx'
import { themeCss } from '#components/theme.ts'
import { Button } from '#components/ui/button.tsx'
import { fontClass } from './fonts.ts'
import './globals.css'

/** Stands in for the whole document when the root layout itself fails, so it depends on nothing. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <html lang="en" className={fontClass}>
      <head>
        <style>{themeCss}</style>
      </head>
      <body className="flex flex-col font-sans antialiased">
        <Problem
          title="This site is temporarily unavailable"
          cause="Something went wrong on our side. Everything you saved is still there."
          next="Try again in a moment."
          reference={error.digest}
          action={
            <Button variant="primary" size="large" onClick={() => retry()}>
              Try again
            </Button>
          }
        />
      </body>
    </html>
  )
}
