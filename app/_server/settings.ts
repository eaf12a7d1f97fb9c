import 'server-only'
import { cache } from 'react'
import { readBranding } from '#lib/branding/branding.ts'
import type { Settings } from '#lib/services.ts'
import { getServices, rememberSettings } from './services.ts'

/** The settings with the company's branding. Without a database, the last known ones. */
export const readSettings = cache(async (): Promise<Settings> => {
  const { db, settings, log } = getServices()
  try {
    return rememberSettings({ ...settings, ...(await readBranding(db, settings)) })
  } catch (error) {
    log.warn({ error }, 'branding not read')
    return rememberSettings()
  }
})

/** Public: any page may show it. */
export async function getPublicSettings() {
  const { amazon, mail } = getServices()
  const { appUrl, signUpOpen, companyName, supportEmail, accent, logo, ...rest } = await readSettings()
  const { imprintUrl, privacyUrl, termsUrl } = rest
  return {
    appUrl,
    signUpOpen,
    companyName,
    supportEmail,
    accent,
    logo,
    imprintUrl,
    privacyUrl,
    termsUrl,
    /** Whether emails are sent, not only stored. */
    sendsMail: mail !== null,
    simulated: amazon.origins.simulated,
  }
}
