import type { ApplicationRow } from '../store/applications.ts'

/** The facts about its application that the environment sets at each start, by variable. */
export const environmentFields = {
  spApiApplicationId: 'SP_API_APPLICATION_ID',
  status: 'SP_API_APPLICATION_STATUS',
  lwaClientId: 'LWA_CLIENT_ID',
  tokenEndpoint: 'LWA_TOKEN_ENDPOINT',
  redirectUri: 'APP_URL',
  logInUri: 'APP_URL',
} as const

type EnvironmentField = keyof typeof environmentFields

type PlainField =
  | EnvironmentField
  | 'name'
  | 'kind'
  | 'isListed'
  | 'isSandbox'
  | 'partnerTypes'
  | 'returnAddresses'
  | 'renewalTermDays'
  | 'renewalDueDays'
  | 'renewalWarningDays'

/** The facts of an application that an admin enters, except its client secret. */
export interface ApplicationFacts extends Readonly<Pick<ApplicationRow, PlainField>> {
  /** Names. */
  readonly roles: readonly string[]
}

/** As `ApplicationFacts`, without fields that only the environment sets. */
export type FactsBesideEnvironment = Omit<ApplicationFacts, EnvironmentField>
