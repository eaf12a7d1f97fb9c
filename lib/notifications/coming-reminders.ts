import { type Context, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { type AuthorizationJoined, findAuthorization } from '../store/authorizations.ts'
import { listComingReminders, listReach, nameAuthorizations, type Reach } from '../store/events/reminders.ts'
import { everything } from '../store/visibility.ts'
import { type ContactObstacle, contactObstacle } from './contact-obstacle.ts'
import { planReminders, reminderStretches } from './reminders.ts'
import { readSellerEmails } from './seller-emails.ts'

/** Why nobody of an account can be written to. */
export type RecipientObstacle = 'nobody' | 'disabled' | 'unconfirmed' | 'undeliverable' | 'unsubscribed'

/** Why nobody is reminded: `off` by the switch, `no_warnings` without a term or warning days, `over` after the term. */
export type ReminderObstacle = RecipientObstacle | ContactObstacle | 'off' | 'no_warnings' | 'over'

/** A reminder that will be sent, unless its seller renews before. */
export interface ComingReminder {
  readonly authorizationId: string
  readonly name: string
  readonly applicationName: string
  readonly daysBefore: number
  readonly sendsAt: Date
  readonly dueAt: Date
  /** The addresses that get it; none: `obstacle` says why. */
  readonly recipients: readonly string[]
  readonly obstacle: RecipientObstacle | null
  /** It waits for the end of an incident of its application. */
  readonly isSilenced: boolean
}

export interface ComingReminders extends Page<ComingReminder> {
  /** Whether sellers get reminders at all. */
  readonly isOn: boolean
}

const pageSize = 50

/**
 * The reminders to come, the next first, from the stretches of time by which `writeReminders` decides. Throws
 * `input_invalid` for a damaged `after`.
 */
export async function readComingReminders(
  ctx: Context,
  { after = null, limit = pageSize }: { readonly after?: string | null; readonly limit?: number } = {},
): Promise<ComingReminders> {
  requireScope(ctx, 'notifications:read')
  const [{ renewals: isOn }, { stretches, silenced }] = await Promise.all([
    readSellerEmails(ctx),
    planReminders(ctx),
  ])
  const page = await readPage(
    { after, kind: 'time', limit },
    (part) => listComingReminders(ctx.db, stretches, part),
    ({ sendsAt, authorizationId }) => ({ key: sendsAt, id: authorizationId }),
  )
  const ids = [...new Set(page.rows.map(({ authorizationId }) => authorizationId))]
  const [names, reach] = await Promise.all([nameAuthorizations(ctx.db, ids), listReach(ctx.db, ids)])
  const rows = page.rows.flatMap((row) => {
    const named = names.get(row.authorizationId)
    if (named === undefined) return []
    const { name, applicationId, applicationName } = named
    return [
      {
        ...row,
        name,
        applicationName,
        isSilenced: silenced.has(applicationId),
        ...reachOf(reach.get(row.authorizationId) ?? []),
      },
    ]
  })
  return { rows, next: page.next, isOn }
}

interface ReminderReach {
  readonly recipients: readonly string[]
  readonly obstacle: ReminderObstacle | null
}

/** Whom reminders about an authorization reach today, or why none are sent. */
export async function readReach(ctx: Context, authorizationId: string): Promise<ReminderReach> {
  requireScope(ctx, 'notifications:read')
  const found = await findAuthorization(ctx.db, authorizationId, everything)
  if (found === null) return { recipients: [], obstacle: 'nobody' }
  const { renewals: isOn } = await readSellerEmails(ctx)
  const obstacle = isOn ? reminderObstacle(found, ctx.now()) : 'off'
  if (obstacle !== null) return { recipients: [], obstacle }
  return reachOf((await listReach(ctx.db, [authorizationId])).get(authorizationId) ?? [])
}

/** The addresses of an authorization's account that emails reach, also while no reminders are sent. */
export async function readRecipients(ctx: Context, authorizationId: string): Promise<readonly string[]> {
  requireScope(ctx, 'notifications:read')
  return reachOf((await listReach(ctx.db, [authorizationId])).get(authorizationId) ?? []).recipients
}

/** Follows the same rules as `planReminders` and the lists of due and coming reminders. */
function reminderObstacle(found: AuthorizationJoined, now: Date): ReminderObstacle | null {
  const { authorization, application } = found
  const contact = contactObstacle(found)
  if (contact !== null) return contact
  const stretches = reminderStretches(application, now)
  if (stretches.length === 0) return 'no_warnings'
  return stretches.some(({ after }) => authorization.renewedAt > after) ? null : 'over'
}

/** Of several people, the obstacle of the one that is nearest to being reached. */
export function reachOf(people: readonly Reach[]): Pick<ComingReminder, 'recipients' | 'obstacle'> {
  const recipients = people.filter(({ isRemindable }) => isRemindable).map(({ email }) => email)
  if (recipients.length > 0) return { recipients, obstacle: null }
  const obstacles = new Set(people.map(obstacleOf))
  return { recipients, obstacle: nearestFirst.find((obstacle) => obstacles.has(obstacle)) ?? 'nobody' }
}

const nearestFirst: readonly RecipientObstacle[] = [
  'unconfirmed',
  'undeliverable',
  'unsubscribed',
  'disabled',
]

function obstacleOf({ isConfirmed, isUnsubscribed, isDisabled }: Reach): RecipientObstacle {
  if (isDisabled) return 'disabled'
  if (isUnsubscribed) return 'unsubscribed'
  return isConfirmed ? 'undeliverable' : 'unconfirmed'
}
