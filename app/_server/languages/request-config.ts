import { getRequestConfig } from 'next-intl/server'
import { catalogs } from '#lib/languages/catalogs.ts'
import { currentLanguage } from './language.ts'

/** Called by next-intl at each request; next.config.mjs names this file. */
export default getRequestConfig(async () => {
  const language = await currentLanguage()
  return { locale: language, messages: catalogs[language], timeZone: 'UTC' }
})
