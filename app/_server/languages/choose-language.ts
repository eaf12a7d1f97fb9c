'use server'

import { cookies } from 'next/headers'
import { parseLanguage } from '#lib/languages/languages.ts'
import { chooseOwnLanguage } from '#lib/people/choose-language.ts'
import { actionContext } from '../context.ts'
import { languageCookie } from './language.ts'

const yearSeconds = 365 * 24 * 3600

/** Server action of the language menu: field `language`. Remembered in this browser, and for a seller's account. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const language = form instanceof FormData ? parseLanguage(form.get('language')) : null
  if (language === null) return
  const { name, options } = languageCookie()
  const jar = await cookies()
  jar.set(name, language, { ...options, maxAge: yearSeconds })
  const ctx = await actionContext()
  if (ctx.actor.kind === 'account') await chooseOwnLanguage(ctx, language)
}
