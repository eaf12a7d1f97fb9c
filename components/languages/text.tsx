import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Key, Namespace } from '#lib/languages/catalogs.ts'
import { isolate, isShown, type Values } from '#lib/languages/isolate.ts'
import type { Language } from '#lib/languages/languages.ts'
import type { Text } from '#lib/languages/text.ts'

/** Replacements for a message's placeholders and tags. */
type Parts = Readonly<Record<string, ReactNode | ((chunks: ReactNode) => ReactNode)>>

interface RichText<Group extends Namespace> extends Text<Group> {
  /** For pages: names are isolated from the text around them, tags become elements. */
  rich(key: Key<Group>, parts: Parts): ReactNode
}

/** The messages of one group, in the page's language. For components that are rendered on the server. */
export function useText<Group extends Namespace>(group: Group): RichText<Group> {
  const language = useLanguage()
  const translate = useTranslations(group) as unknown as ((key: string, values?: Values) => string) & {
    rich(key: string, parts: Parts): ReactNode
  }
  return Object.assign((key: Key<Group>, values?: Values) => translate(key, isolate(language, values)), {
    rich: (key: Key<Group>, parts: Parts) => translate.rich(key, isolateParts(parts)),
  })
}

/** The page's language. For components that are rendered on the server. */
export function useLanguage(): Language {
  return useLocale() as Language
}

function isolateParts(parts: Parts): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      isShown(name, part) ? <bdi key={name}>{part}</bdi> : part,
    ]),
  )
}
