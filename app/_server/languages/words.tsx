import 'server-only'
import type { ReactNode } from 'react'
import { WordsProvider } from '#components/languages/words.tsx'
import { type ClientMessages, catalogs } from '#lib/languages/catalogs.ts'
import { currentLanguage } from './language.ts'

/** Gives the components in the browser their words: the named groups, in the language of the page. */
export async function Words({
  groups,
  children,
}: {
  groups: readonly (keyof ClientMessages)[]
  children: ReactNode
}) {
  const { client } = catalogs[await currentLanguage()]
  const words = Object.fromEntries(groups.map((group) => [group, client[group]]))
  return <WordsProvider words={words}>{children}</WordsProvider>
}
