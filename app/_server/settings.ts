import 'server-only'
import { getServices } from './services.ts'

/** What any page may show to anybody. */
export function getPublicSettings() {
  const { settings, amazon, mail } = getServices()
  return {
    appUrl: settings.appUrl,
    companyName: settings.companyName,
    supportEmail: settings.supportEmail,
    signUpOpen: settings.signUpOpen,
    /** Whether emails are sent, and not only held. */
    sendsMail: mail !== null,
    simulated: amazon.origins.simulated,
  }
}
