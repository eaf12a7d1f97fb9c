import { type Context, inTransaction, requireScope } from '../context.ts'
import { addRenewalLink, connectLinkUrl } from '../links/create.ts'
import { queueMessages } from '../messages/queue.ts'
import { Secret } from '../secret.ts'
import { listApplications } from '../store/applications.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { cancelMessagesOf } from '../store/events/messages.ts'
import {
  type DueReminder,
  insertReminder,
  listDueReminders,
  listRemindable,
  type ReminderStretch,
} from '../store/events/reminders.ts'
import { listIncidentSpans } from '../store/incidents.ts'
import { everything } from '../store/visibility.ts'
import { contactObstacle } from './contact-obstacle.ts'
import { readSellerEmails } from './seller-emails.ts'

const dayMs = 86_400_000
const linkDays = 30
/** In one run: the next one continues. */
const mostInOneRun = 5_000
const batchSize = 200

/**
 * Writes the reminders that are due to the outbox: for each authorization, one for each of its application's warning
 * days. If several days passed unnoticed, only the last one gets a reminder. Any number may run at the same time.
 */
export async function writeReminders(ctx: Context): Promise<number> {
  requireScope(ctx, 'notifications:send')
  if (!(await readSellerEmails(ctx)).renewals) return 0
  const { stretches, silenced } = await planReminders(ctx)
  const open = stretches.filter(({ applicationId }) => !silenced.has(applicationId))
  let total = 0
  while (total < mostInOneRun) {
    const due = await listDueReminders(ctx.db, open, batchSize)
    for (const reminder of due) await writeReminder(ctx, reminder)
    total += due.length
    if (due.length < batchSize) break
  }
  return total
}

/** What decides about reminders now, besides their authorizations. */
export async function planReminders(ctx: Context): Promise<{
  readonly stretches: readonly ReminderStretch[]
  /** Applications with something for the company to solve first: sellers are reminded afterwards. */
  readonly silenced: ReadonlySet<string>
}> {
  const now = ctx.now()
  const applications = (await listApplications(ctx.db)).filter(({ retiredAt }) => retiredAt === null)
  const ids = applications.map(({ id }) => id)
  const incidents = await listIncidentSpans(ctx.db, ids, now)
  const ongoing = incidents.filter(({ endedAt }) => endedAt === null)
  return {
    stretches: applications.flatMap((application) => reminderStretches(application, now)),
    silenced: new Set(ongoing.map(({ applicationId }) => applicationId)),
  }
}

/** The warnings of an application as stretches of time: each authorization lies in one of them at most. */
export function reminderStretches(
  application: {
    readonly id: string
    readonly renewalTermDays: number | null
    readonly renewalWarningDays: readonly number[]
  },
  now: Date,
): ReminderStretch[] {
  const { id: applicationId, renewalTermDays: termDays, renewalWarningDays } = application
  if (termDays === null) return []
  const warnings = [...new Set(renewalWarningDays)]
    .filter((days) => days > 0)
    .toSorted((one, other) => other - one)
  const renewedAt = (daysBefore: number) => new Date(now.getTime() - (termDays - daysBefore) * dayMs)
  return warnings.map((daysBefore, place) => ({
    applicationId,
    daysBefore,
    termDays,
    after: renewedAt(warnings[place + 1] ?? 0),
    until: renewedAt(daysBefore),
  }))
}

async function writeReminder(ctx: Context, reminder: DueReminder): Promise<void> {
  const { authorizationId, daysBefore, dueAt } = reminder
  await inTransaction(ctx, async (tx) => {
    if (!(await insertReminder(tx.db, reminder, tx.now()))) return
    const found = await findAuthorization(tx.db, authorizationId, everything)
    if (found === null || contactObstacle(found) !== null) return
    const people = await listRemindable(tx.db, found.authorization.accountId)
    if (people.length === 0) return
    const { id: linkId, token, expiresAt } = await addRenewalLink(tx, found, linkDays)
    const link = new Secret(connectLinkUrl(tx.settings, token))
    // Replaces an earlier one that still waits.
    await cancelMessagesOf(tx.db, authorizationId, ['renewal-reminder'], 'superseded')
    const { label, storeName, sellingPartnerId } = found.authorization
    await queueMessages(
      tx,
      people.map(({ id, email }) => ({
        kind: 'renewal-reminder',
        facts: {
          storeName: storeName ?? label ?? sellingPartnerId ?? found.accountName,
          applicationName: found.application.name,
          dueAt: dueAt.toISOString(),
          daysBefore,
          linkId,
        },
        // Not the due date: after a move there and back, the same person gets the same reminder again.
        key: `reminder ${linkId} ${id}`,
        recipient: email,
        personId: id,
        authorizationId,
        link,
        hasUnsubscribe: true,
        expiresAt,
      })),
    )
  })
}
