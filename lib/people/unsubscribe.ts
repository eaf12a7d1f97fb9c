import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { findUnsubscriber } from '../store/events/messages.ts'
import { lockPerson, setUnsubscribedAt } from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { allow, refundTry } from './throttle.ts'

/** The person whose reminders a link ends. */
export async function readUnsubscribe(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  return { email: (await findByToken(ctx, token)).recipient }
}

async function findByToken(ctx: Context, token: Secret) {
  await allow(ctx, 'unsubscribe.address')
  const found = await findUnsubscriber(ctx.db, digest(token.expose()))
  if (found === null) throw new AppError('unsubscribe_not_found')
  await refundTry(ctx, 'unsubscribe.address')
  return found
}

/** Ends the reminders to the link's person. Idempotent. */
export async function unsubscribe(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  const { personId, recipient } = await findByToken(ctx, token)
  await setWantsReminders(ctx, personId, false)
  return { email: recipient }
}

/** For the person who is signed in. */
export async function changeOwnReminders(ctx: Context, wanted: boolean): Promise<void> {
  requireScope(ctx, 'sessions:own')
  if (!('personId' in ctx.actor)) throw new AppError('not_allowed')
  await allow(ctx, 'settings.person', ctx.actor.personId)
  await setWantsReminders(ctx, ctx.actor.personId, wanted)
}

async function setWantsReminders(ctx: Context, personId: string, wanted: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    if (person === null) throw new AppError('unsubscribe_not_found')
    if (wanted === (person.unsubscribedAt === null)) return
    await setUnsubscribedAt(tx.db, personId, wanted ? null : tx.now())
    const target = { kind: 'person', id: personId, accountId: person.accountId } as const
    await recordAudit(tx, wanted ? 'person.resubscribed' : 'person.unsubscribed', target)
  })
}
