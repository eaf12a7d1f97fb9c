import type { SignInMethod } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { maskAndCut, Secret } from '../secret.ts'
import { forgetFailures, type PersonRow } from '../store/people/people.ts'
import { endSession, insertSession } from '../store/people/sessions.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { actorOf } from './actor.ts'
import { lifeOf } from './session-life.ts'

const longestUserAgent = 400

interface SessionFacts {
  readonly method: SignInMethod
  /** When the person proved who they are, which can be before the sign-in; null if nobody knows. */
  readonly provedAt: Date | null
  /** Shorter than usual. */
  readonly longestMs?: number
}

/**
 * Starts a session for an authenticated person, in the caller's transaction. The browser's earlier session of the same
 * kind ends: no session outlives a sign-in. Returns the cookie's value.
 */
export async function startSession(
  tx: Tx,
  person: PersonRow,
  userAgent: string | null,
  { method, provedAt, longestMs = Number.POSITIVE_INFINITY }: SessionFacts,
): Promise<Secret> {
  const token = randomToken()
  const id = newId()
  const now = tx.realNow()
  const self = { ...tx, actor: actorOf(person, id) }
  // In one browser, an operator and a seller can be signed in at the same time.
  if (
    'sessionId' in tx.actor &&
    tx.actor.kind === self.actor.kind &&
    (await endSession(tx.db, tx.actor.personId, tx.actor.sessionId, now))
  ) {
    await recordAudit(
      tx,
      'session.ended',
      { kind: 'session', id: tx.actor.sessionId },
      { reason: 'signed-in-again' },
    )
  }
  if (person.failedSignIns > 0 || person.failedOwnSignIns > 0) await forgetFailures(tx.db, person.id)
  await insertSession(tx.db, {
    id,
    digest: digest(token),
    personId: person.id,
    createdAt: now,
    seenAt: now,
    confirmedAt: provedAt === null || provedAt < now ? provedAt : now,
    method,
    expiresAt: new Date(now.getTime() + Math.min(lifeOf(person.role).absoluteMs, longestMs)),
    address: tx.address,
    userAgent: userAgent === null ? null : maskAndCut(userAgent, longestUserAgent),
  })
  await recordAudit(self, 'session.started', { kind: 'session', id }, { by: method })
  return new Secret(token)
}
