import { createTranslator } from 'use-intl/core'
import { catalogs, type Key, type Namespace } from './catalogs.ts'
import { isolate, type Values } from './isolate.ts'
import type { Language } from './languages.ts'

/** The messages of one group in one language, with their placeholders filled in. */
export type Text<Group extends Namespace> = (key: Key<Group>, values?: Values) => string

export function textIn<Group extends Namespace>(language: Language, group: Group): Text<Group> {
  const translate = createTranslator({
    locale: language,
    messages: catalogs[language],
    namespace: group,
  }) as unknown as (key: string, values?: Values) => string
  return (key, values) => translate(key, isolate(language, values))
}
