import type { Flag } from '#drizzle/schema.ts'
import type { ResponsibleParty } from '../amazon/diagnosis/cause.ts'
import { addedLater } from '../applications/roles.ts'
import { type DisplayedHealth, renewsBy } from '../state/derive-state.ts'
import type { RenewalObstacle } from '../state/renewal-obstacle.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { explainParticipationProblem } from './participations.ts'

type Row = Pick<
  AuthorizationRow,
  | 'workflow'
  | 'renewedAt'
  | 'participationsProblem'
  | 'lastRefreshProblem'
  | 'invalidGrants'
  | 'disconnectedBy'
  | 'releasedAt'
>
type Application = Pick<ApplicationRow, 'roles' | 'createdAt' | 'renewalTermDays' | 'retiredAt'>

/** Explains the health or a flag in plain words for operators, and names who has to act; null: no one. */
export interface Reason {
  readonly text: string
  readonly who: ResponsibleParty | null
}

/** How an authorization is renewed, by what keeps its seller from doing it by a link. */
export function howToRenew(obstacle: RenewalObstacle | null): Reason {
  return obstacle === null
    ? { text: 'Send the seller the re-authorization link.', who: 'seller' }
    : withoutLink[obstacle]
}

const withoutLink: Readonly<Record<RenewalObstacle, Reason>> = {
  released: { text: 'It can’t be renewed: this record is kept as history only.', who: null },
  self_authorized: {
    text: 'Authorize the application again in Seller Central, and store the new refresh token here.',
    who: 'operator',
  },
  application_retired: {
    text: 'The application is retired, so its seller can’t authorize again. An administrator can restore it.',
    who: 'operator',
  },
  own_account: {
    text: 'Move it from your company’s own account to the seller’s, and send the seller the re-authorization link.',
    who: 'operator',
  },
}

/** Problems that a retry can't fix. */
const lastingProblems: ReadonlyMap<string | null, string> = new Map([
  [
    'token_unreadable',
    'The stored refresh token can’t be opened: its key is missing, or the row was changed.',
  ],
  [
    'token_foreign',
    'Amazon says that the refresh token belongs to another application. Check the LWA client ID of this one. If its other authorizations work, ask the seller to authorize again.',
  ],
  [
    'request_refused',
    'Login with Amazon rejects the request itself, and blames neither the refresh token nor the client secret. The seller doesn’t have to act. Check Amazon’s answer, and the proxies between this server and Amazon.',
  ],
])

/** Why the health is what it is. */
export function healthReason(
  health: DisplayedHealth,
  row: Row,
  { isExplained, obstacle }: { readonly isExplained: boolean; readonly obstacle: RenewalObstacle | null },
): Reason {
  switch (health) {
    case 'blocked':
      return {
        text: 'Amazon rejects the application’s own credentials. No seller is at fault: check the client id and the client secret.',
        who: 'operator',
      }
    case 'retrying':
      return retryingReason(row, isExplained)
    case 'reauthorization_needed':
      return {
        text: `Amazon has rejected the refresh token ${times(row.invalidGrants)}. ${howToRenew(obstacle).text}`,
        who: howToRenew(obstacle).who,
      }
    case 'paused':
      return {
        text: 'An operator paused it. Its tokens are kept, but programs get none until it is resumed.',
        who: 'operator',
      }
    case 'disconnected':
      return { text: disconnectedText(row), who: null }
    default:
      return { text: 'The last refresh at Amazon worked.', who: null }
  }
}

function retryingReason(row: Row, isExplained: boolean): Reason {
  if (isExplained) {
    return {
      text: 'The last refresh failed like those of many others: an incident is ongoing. Gatehouse retries until it works.',
      who: null,
    }
  }
  const lasting = lastingProblems.get(row.lastRefreshProblem)
  if (lasting !== undefined) return { text: lasting, who: 'operator' }
  if (row.lastRefreshProblem === 'invalid_grant') {
    return {
      text: `Amazon has rejected the refresh token ${times(row.invalidGrants)}, which isn’t enough to be sure. Most likely the seller disabled the application. Gatehouse retries before it asks anyone to act.`,
      who: null,
    }
  }
  return {
    text: 'Amazon didn’t answer the last refresh as expected. The authorization itself is fine; the refresh is retried.',
    who: null,
  }
}

function disconnectedText({ releasedAt, disconnectedBy }: Row): string {
  if (releasedAt !== null) {
    return 'An operator released this selling partner, so that another account can connect it. Its tokens are destroyed, and this record is kept as history.'
  }
  return disconnectedBy === 'account'
    ? 'The seller disconnected it. Its tokens are destroyed.'
    : 'An operator revoked it. Its tokens are destroyed.'
}

/** Why a flag is set. */
export function flagReason(
  flag: Flag,
  row: Row,
  application: Application,
  { now, obstacle }: { readonly now: Date; readonly obstacle: RenewalObstacle | null },
): Reason {
  const renewal = howToRenew(obstacle)
  switch (flag) {
    case 'roles_missing':
      return {
        text: `${rolesText(missingRoles([flag], row, application) ?? [])} ${renewal.text}`,
        who: renewal.who,
      }
    case 'details_missing':
      return { text: explainParticipationProblem(row.participationsProblem ?? ''), who: 'operator' }
    case 'listings_suspended':
      return {
        text: 'Amazon reports suspended listings in at least one marketplace. The seller has to resolve that in Seller Central.',
        who: 'seller',
      }
    default:
      return { text: `${renewalText(row, application, now)} ${renewal.text}`, who: renewal.who }
  }
}

/**
 * The roles that the application got after this was authorized; null unless it is flagged for that. Empty: they no
 * longer have names.
 */
export function missingRoles(
  flags: readonly Flag[],
  { renewedAt }: Pick<Row, 'renewedAt'>,
  application: Pick<Application, 'roles' | 'createdAt'>,
): readonly string[] | null {
  if (!flags.includes('roles_missing')) return null
  return application.roles
    .filter((role) => (addedLater(application, role) ?? renewedAt) > renewedAt)
    .map(({ name }) => name)
}

function rolesText(names: readonly string[]): string {
  const what =
    names.length === 0 ? 'another role' : `the role${names.length === 1 ? '' : 's'} ${names.join(', ')}`
  return `The application got ${what} after this was authorized. Tokens still work with the earlier roles; calls that need more are refused.`
}

function renewalText(row: Row, application: Application, now: Date): string {
  const end = renewsBy(row, application)
  const term = `Amazon’s ${application.renewalTermDays}-day term`
  return end !== null && end <= now
    ? `${term} has ended. Amazon’s documents disagree on whether an authorization ends then; this one still works.`
    : `${term} ends soon.`
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
