import type { Context } from '../context.ts'
import { describeFailure } from '../failure.ts'
import type { ApplicationRow } from '../store/applications.ts'

export interface Readiness {
  readonly ready: boolean
  /** Everything is set up, but Amazon refuses the application's credentials: an incident. */
  readonly paused: boolean
  /** Missing settings, one sentence each, for the person who sets up the application. */
  readonly missing: readonly string[]
}

/** The facts of this installation that an application's settings have to match. */
export interface Installation {
  /** Where it answers to Amazon's redirects. */
  readonly redirectUri: string
  readonly simulated: boolean
  readonly now: Date
}

/** Older refusals no longer keep sellers away: the next attempt finds out whether Amazon accepts the credentials. */
const credentialsProblemLifeMs = 15 * 60_000

type CheckedColumns = Pick<
  ApplicationRow,
  | 'kind'
  | 'isSandbox'
  | 'retiredAt'
  | 'redirectUri'
  | 'logInUri'
  | 'definedBy'
  | 'credentialsFailure'
  | 'credentialsProblemSeenAt'
>

/** Whether the application uses Amazon's consent page at all: if not, it doesn't need an Authorize button. */
export function hasConsent({ kind, isSandbox, retiredAt }: CheckedColumns): boolean {
  return kind === 'public' && !isSandbox && retiredAt === null
}

/** Whether a seller can be sent to Amazon for it. Decides if its Authorize button shows. */
export function checkReadiness(application: CheckedColumns, installation: Installation): Readiness {
  const missing = missingOf(application, installation)
  const refusal = refusalOf(application, installation)
  return {
    ready: missing.length === 0 && refusal === null,
    paused: missing.length === 0 && refusal !== null,
    missing: refusal === null ? missing : [...missing, refusal],
  }
}

/** The addresses to register at Amazon, so that its sellers come here. */
export function ownAddresses({ redirectUri, appUrl }: Context['settings']) {
  return { redirectUri, logInUri: `${appUrl}/authorize` } as const
}

export function installationOf({ settings, amazon, now }: Context): Installation {
  return { redirectUri: settings.redirectUri, simulated: amazon.origins.simulated, now: now() }
}

/** Refused credentials only hold up applications that could get consent. */
function refusalOf(application: CheckedColumns, { now }: Installation): string | null {
  const { credentialsFailure, credentialsProblemSeenAt } = application
  if (!hasConsent(application) || credentialsProblemSeenAt === null) return null
  if (now.getTime() - credentialsProblemSeenAt.getTime() >= credentialsProblemLifeMs) return null
  return `Amazon is rejecting its credentials (${credentialsFailure === null ? 'without a reason' : describeFailure(credentialsFailure)}). Check the LWA client id and the client secret.`
}

function missingOf(application: CheckedColumns, { redirectUri, simulated }: Installation): string[] {
  if (application.retiredAt !== null) return ['It is retired. Restore it so that sellers can authorize it.']
  if (application.isSandbox)
    return ['It is registered for the sandbox, which has no consent page. Self-authorize it.']
  if (application.kind === 'private')
    return [
      'It is private, so other sellers can’t authorize it. Self-authorize it with your own selling account.',
    ]

  const missing: string[] = []
  if (!simulated && !redirectUri.startsWith('https://')) {
    missing.push('Set APP_URL to an https address: Amazon redirects to https only. You can use a tunnel.')
  }
  if (application.redirectUri !== redirectUri) {
    missing.push(
      `Its OAuth Redirect URI is ${application.redirectUri}, but this installation uses ${redirectUri}. Register that one at Amazon, and enter it here.`,
    )
  }
  if (application.logInUri === null) {
    missing.push(
      'Register a Login URI at Amazon, and enter it here. Without one, Amazon shows MD9100 instead of the consent page.',
    )
  } else if (application.logInUri === application.redirectUri) {
    missing.push(
      'Register two different addresses at Amazon: the Login URI and the OAuth Redirect URI are the same.',
    )
  }
  return missing
}
