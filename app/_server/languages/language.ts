import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import type { Namespace } from '#lib/languages/catalogs.ts'
import { defaultLanguage, type Language, negotiateLanguage, parseLanguage } from '#lib/languages/languages.ts'
import { type Text, textIn } from '#lib/languages/text.ts'
import { areaOf, askedPath } from '../area.ts'
import { ownCookie } from '../own-cookie.ts'
import { readSession } from '../people/session.ts'

export const languageCookie = () => ownCookie('language')

/** Whether a page exists in English only: those of operators, of developers and of the demo. */
export function isEnglishOnly(target: string): boolean {
  return areaOf(target) === 'operators' || /^\/(?:setup|diagnose|demo)(?:[/?]|$)/.test(target)
}

/**
 * The language of the requested page: the one chosen in this browser, else the account's, else the one that the browser
 * prefers.
 */
export const currentLanguage = cache(async (): Promise<Language> => {
  if (isEnglishOnly(await askedPath())) return defaultLanguage
  const chosen = parseLanguage((await cookies()).get(languageCookie().name)?.value)
  return chosen ?? (await readAccountLanguage()) ?? (await readBrowserLanguage()) ?? defaultLanguage
})

/** The messages of one group, in the language of the requested page. */
export async function getText<Group extends Namespace>(group: Group): Promise<Text<Group>> {
  return textIn(await currentLanguage(), group)
}

async function readAccountLanguage(): Promise<Language | null> {
  // The page about an unavailable database needs a language, too.
  const session = await readSession().catch(() => null)
  return session?.person.language ?? null
}

async function readBrowserLanguage(): Promise<Language | null> {
  return negotiateLanguage((await headers()).get('accept-language'))
}
