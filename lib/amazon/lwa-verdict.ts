import type { AnyAmazonError, Blame } from './errors.ts'

/** What the failure of a request to LWA says, and about whom. */
export type LwaVerdict =
  /** LWA refuses this grant: the code or the refresh token. */
  | 'grant-refused'
  /** LWA accepts the client, and the grant belongs to another one. A grantless request has a scope instead. */
  | 'grant-foreign'
  /** LWA refuses the application's credentials. */
  | 'client-refused'
  /** LWA refuses the request itself, which says nothing about the grant, the credentials or its availability. */
  | 'request-refused'
  /** No answer came, or LWA was unable to give one. */
  | 'unanswered'
  | 'unreadable'

const verdicts: Readonly<Record<Blame, LwaVerdict>> = {
  grant: 'grant-refused',
  application: 'client-refused',
  request: 'request-refused',
  amazon: 'unanswered',
}

export function lwaVerdict(error: AnyAmazonError): LwaVerdict {
  switch (error.kind) {
    case 'unreachable':
      return 'unanswered'
    case 'unreadable':
      return 'unreadable'
    case 'sp-api':
      return 'request-refused'
    case 'lwa':
      return error.blame === 'grant' && error.code !== 'invalid_grant'
        ? 'grant-foreign'
        : verdicts[error.blame]
  }
}
