'use client'

import { useState } from 'react'

/**
 * Whether work is pending, and a function that starts some. Not a transition: React shows the results of all of them
 * together, and every link starts one, so none would work before the server has answered. As in a transition, what the
 * work throws is thrown while rendering, for the error page and for Next's redirects.
 */
export function usePending(): readonly [pending: boolean, start: (work: () => Promise<void>) => void] {
  const [pending, setPending] = useState(false)
  const [thrown, setThrown] = useState<{ readonly error: unknown } | null>(null)
  if (thrown !== null) throw thrown.error
  function start(work: () => Promise<void>): void {
    setPending(true)
    void work()
      .catch((error: unknown) => setThrown({ error }))
      .finally(() => setPending(false))
  }
  return [pending, start]
}
