import type { SharedProblem } from '#drizzle/schema.ts'

const titles: Readonly<Record<SharedProblem, (applicationName: string) => string>> = {
  application_refused: (name) => `Amazon is rejecting the credentials of ${name}`,
  secret_expired: (name) => `Amazon says the client secret of ${name} has expired`,
  invalid_grant: (name) => `Amazon is rejecting many of ${name}’s refresh tokens`,
  token_foreign: (name) => `Amazon says that refresh tokens of ${name} belong to another application`,
  request_refused: (name) => `Login with Amazon rejects the requests of ${name}`,
  amazon_unavailable: (name) => `Login with Amazon isn’t responding for ${name}`,
  amazon_answer_unreadable: (name) => `Login with Amazon returns invalid responses to ${name}`,
}

/** What an incident is called, on pages and in messages. */
export function incidentTitle(problem: SharedProblem, applicationName: string): string {
  return titles[problem](applicationName)
}
