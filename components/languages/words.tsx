'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { ClientMessages } from '#lib/languages/catalogs.ts'

const wordsContext = createContext<Partial<ClientMessages>>({})

/**
 * Hands words to components in the browser: texts without placeholders, so that they need no code. `words` are added to
 * those from outside.
 */
export function WordsProvider({ words, children }: { words: Partial<ClientMessages>; children: ReactNode }) {
  const outer = useContext(wordsContext)
  return <wordsContext.Provider value={{ ...outer, ...words }}>{children}</wordsContext.Provider>
}

/** The words of one group. The page has to provide it: see app/_server/languages/words.tsx. */
export function useWords<Group extends keyof ClientMessages>(group: Group): ClientMessages[Group] {
  const words = useContext(wordsContext)[group]
  if (words === undefined) throw new Error(`This page provides no words for "${group}".`)
  return words
}
