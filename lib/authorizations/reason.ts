import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { explainParticipationProblem } from './participations.ts'
import { renewsBy, type State, states } from './status.ts'

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
type Application = Pick<ApplicationRow, 'roles' | 'renewalTermDays' | 'retiredAt'>

const incidentReason =
  'The last refresh failed as that of many others at the same time: one incident, which is nobody’s fault here. It is tried again until it works.'

/** What no further try will mend. */
const degradedReasons: ReadonlyMap<string | null, string> = new Map([
  [
    'token_unreadable',
    'The stored refresh token cannot be opened: its key is missing, or the row was changed.',
  ],
  [
    'token_foreign',
    'Amazon says that the refresh token belongs to another application. Check the LWA client id of this one; if its other authorizations work, ask the seller to authorize again.',
  ],
])

/** Pure. True when an operator has to act: it is tried again, but in vain. */
export function isLeftToOperator(state: State, { lastRefreshProblem }: Pick<Row, 'lastRefreshProblem'>) {
  return state === 'degraded' && degradedReasons.has(lastRefreshProblem)
}

/** Why an authorization is in its state, in plain words for operators. Pure. */
export function reasonOf(
  state: State,
  {
    authorization: row,
    application,
    incidentSince,
  }: {
    readonly authorization: Row
    readonly application: Application
    readonly incidentSince: Date | null
  },
  now: Date,
): string {
  if (incidentSince !== null && state !== 'blocked') return incidentReason
  const roles = missingRoles(state, row, application)
  if (roles !== null) return rolesReason(roles, row.workflow)
  switch (state) {
    case 'renewal-due':
      return renewalReason(row, application, now)
    case 'unverified':
      return explainParticipationProblem(row.participationsProblem ?? '')
    case 'needs-reauthorization':
      return `Amazon has refused the refresh token ${times(row.invalidGrants)}. ${again(row.workflow)}`
    case 'in-doubt':
      return `Amazon has refused the refresh token ${times(row.invalidGrants)}, which is not enough to be sure. It is tried again before anybody is asked to act.`
    case 'degraded':
      return degradedReasons.get(row.lastRefreshProblem) ?? states.degraded.hint
    case 'disconnected':
      if (row.releasedAt !== null) {
        return 'An operator gave this selling partner free, so that another account can connect it. Its tokens are destroyed, and this record is history.'
      }
      return row.disconnectedBy === 'account'
        ? 'The seller disconnected it. Its tokens are destroyed.'
        : 'An operator revoked it. Its tokens are destroyed.'
    default:
      return states[state].hint
  }
}

/**
 * The roles that the application got since, when nothing else makes an authorization need to be renewed; null when
 * Amazon refuses it, or it is in another state. Empty: none of them has a name here any more. Pure.
 */
export function missingRoles(
  state: State,
  row: Pick<Row, 'lastRefreshProblem' | 'renewedAt'>,
  { roles }: Pick<Application, 'roles'>,
): readonly string[] | null {
  if (state !== 'needs-reauthorization' || row.lastRefreshProblem !== null) return null
  return roles.filter(({ addedAt }) => new Date(addedAt) > row.renewedAt).map(({ name }) => name)
}

function rolesReason(names: readonly string[], workflow: Row['workflow']): string {
  const what =
    names.length === 0 ? 'another role' : `the role${names.length === 1 ? '' : 's'} ${names.join(', ')}`
  return `The application got ${what} after this was authorized. The tokens work on with the roles from before; calls that need more are refused. ${again(workflow)}`
}

function renewalReason(row: Row, application: Application, now: Date): string {
  const end = renewsBy(row, application)
  const term = `Amazon's ${application.renewalTermDays}-day term`
  return end !== null && end <= now
    ? `${term} is over. Amazon's documents disagree whether an authorization ends then; this one still works. Ask the seller to renew it.`
    : `${term} ends soon. Ask the seller to renew before then.`
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** A private application has no consent page: its owner gets another refresh token. */
function again(workflow: Row['workflow']): string {
  return workflow === 'self'
    ? 'Authorize the application again in Seller Central, and store the new refresh token here.'
    : 'Send the seller the re-authorization link.'
}
