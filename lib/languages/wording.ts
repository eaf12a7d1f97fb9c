import type { Wording } from '../errors/facts.ts'
import { type ErrorCode, wordingOf } from '../errors.ts'
import ar from './errors/ar.json' with { type: 'json' }
import de from './errors/de.json' with { type: 'json' }
import es from './errors/es.json' with { type: 'json' }
import fr from './errors/fr.json' with { type: 'json' }
import it from './errors/it.json' with { type: 'json' }
import ja from './errors/ja.json' with { type: 'json' }
import zh from './errors/zh.json' with { type: 'json' }
import type { Language } from './languages.ts'

interface Translations {
  /** By code: the errors that sellers can meet. */
  readonly errors: Readonly<Partial<Record<ErrorCode, Wording>>>
  /** By their English text: our diagnosis of Amazon's error pages, in sellers' words. */
  readonly sentences: Readonly<Record<string, string>>
}

const translations: Readonly<Partial<Record<Language, Translations>>> = { de, fr, es, it, ja, zh, ar }

/** An error in a seller's words. English is in `lib/errors/`, as are the errors that no seller meets. */
export function wordingIn(language: Language, code: ErrorCode): Wording {
  return translations[language]?.errors[code] ?? wordingOf(code, 'seller')
}

/** Translates the wording of our diagnosis for sellers from the English of its tables. */
export function translateWording(language: Language, { title, next }: Wording): Wording {
  const sentences = sentencesIn(language)
  return { title: sentences.get(title) ?? title, next: sentences.get(next) ?? next }
}

const cached = new Map<Language, ReadonlyMap<string, string>>()

/** English → translation, including the sentences of errors: some causes are an error's. */
function sentencesIn(language: Language): ReadonlyMap<string, string> {
  const known = cached.get(language)
  if (known !== undefined) return known
  const { errors, sentences } = translations[language] ?? { errors: {}, sentences: {} }
  const made = new Map<string, string>()
  for (const [code, { title, next }] of Object.entries(errors)) {
    const english = wordingOf(code as ErrorCode, 'seller')
    made.set(english.title, title).set(english.next, next)
  }
  for (const [english, translation] of Object.entries(sentences)) made.set(english, translation)
  cached.set(language, made)
  return made
}
