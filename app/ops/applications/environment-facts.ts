import type { EnvironmentFact } from '#components/applications/application-facts.tsx'
import { environmentFields } from '#lib/applications/facts.ts'
import type { ApplicationView } from '#lib/applications/read.ts'

const terms: Readonly<Record<keyof typeof environmentFields, string>> = {
  spApiApplicationId: 'Application id',
  lwaClientId: 'LWA client id',
  status: 'Status',
  tokenEndpoint: 'Token endpoint',
  redirectUri: 'OAuth Redirect URI',
  logInUri: 'OAuth Login URI',
}

/** The fields of an application that only the environment can change; null when admins define it. */
export function environmentFactsOf(application: ApplicationView): EnvironmentFact[] | null {
  if (application.definedBy === 'admin') return null
  return Object.entries(terms).map(([field, term]) => ({
    term,
    value: application[field as keyof typeof terms] ?? '',
    variable: environmentFields[field as keyof typeof terms],
  }))
}
