import 'server-only'
import { getServices } from './services.ts'

/** What any page may show to anybody. */
export function getPublicSettings() {
  const { settings, amazon } = getServices()
  return {
    appUrl: settings.appUrl,
    companyName: settings.companyName,
    supportEmail: settings.supportEmail,
    signUpOpen: settings.signUpOpen,
    simulated: amazon.origins.simulated,
  }
}
