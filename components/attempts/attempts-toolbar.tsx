'use client'

import { useEffect, useRef } from 'react'
import { Toolbar } from '../ui/toolbar.tsx'
import { AttemptsNarrow } from './attempts-narrow.tsx'
import { AttemptsSearch } from './attempts-search.tsx'
import type { AttemptsView } from './attempts-view.ts'

/** What is asked of the attempts: by a search, by workflow and by days. */
export function AttemptsToolbar({ view }: { view: AttemptsView }) {
  const want = useWanted(view)
  return (
    <Toolbar>
      <AttemptsSearch view={view} want={want} />
      <AttemptsNarrow view={view} want={want} />
    </Toolbar>
  )
}

/** The view that was asked for last. The page may still be on its way to it when somebody changes something else. */
function useWanted(view: AttemptsView): (change: Partial<AttemptsView>) => AttemptsView {
  const wanted = useRef(view)
  useEffect(() => {
    wanted.current = view
  }, [view])
  return (change) => {
    wanted.current = { ...wanted.current, after: null, ...change }
    return wanted.current
  }
}
