import { recordAudit } from '../audit/record.ts'
import { type Actor, type Context, inTransaction, requireScope, type Tx, toShown } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import type { Language } from '../languages/languages.ts'
import { isRowId } from '../row-id.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { readFactors } from '../store/people/factors.ts'
import type { PersonRow } from '../store/people/people.ts'
import * as store from '../store/people/sessions.ts'
import { digest } from '../vault/digest.ts'
import { actorOf } from './actor.ts'
import { isSessionOpen, lifeOf } from './session-life.ts'

export type SignedInActor = Extract<Actor, { personId: string }>

export interface CurrentSession {
  readonly actor: SignedInActor
  readonly person: Pick<PersonRow, 'id' | 'email' | 'name' | 'role'> & {
    readonly accountName: string | null
    /** The account's language, once chosen. */
    readonly language: Language | null
  }
  readonly session: { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date }
}

/** The last request is noted this often, not at each one. */
const noteSeenEveryMs = 60_000

/** The person behind a browser's cookie, according to the current rows. Null if there isn't one. */
export async function findActor(services: Services, sessionToken: Secret): Promise<CurrentSession | null> {
  const { db } = services
  const now = services.realNow()
  const found = await store.findSession(db, digest(sessionToken.expose()))
  if (found === null || !isSessionOpen(found, now)) return null
  const { session, person, accountName, language } = found
  if (now.getTime() - session.seenAt.getTime() >= noteSeenEveryMs)
    await store.setLastSeenAt(autocommit(db), session.id, now)
  const actor = actorOf(person, session.id)
  return {
    actor:
      actor.kind === 'operator' && (await lacksFactor(services, found))
        ? { ...actor, lacksFactor: true }
        : actor,
    person: {
      id: person.id,
      email: person.email,
      name: person.name,
      role: person.role,
      accountName,
      language,
    },
    session: { id: session.id, createdAt: session.createdAt, expiresAt: session.expiresAt },
  }
}

/** A provider has its own second factors, which we don't check. */
async function lacksFactor(
  { db, settings }: Services,
  { person, session }: store.FoundSession,
): Promise<boolean> {
  const isRequired = settings.secondFactorRoles.some((role) => role === person.role)
  if (!isRequired || session.method === 'provider') return false
  const { hasTotp, hasPasskey } = await readFactors(db, person.id)
  return !hasTotp && !hasPasskey
}

export interface SessionView {
  readonly id: string
  readonly isCurrent: boolean
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly userAgent: string | null
}

/** The person's own open sessions, the latest used first. */
export async function listSessions(ctx: Context): Promise<SessionView[]> {
  const actor = requirePerson(ctx)
  const now = ctx.realNow()
  const { idleMs } = lifeOf(actor.kind === 'account' ? 'account' : actor.role)
  const rows = await store.listOpenSessions(ctx.db, actor.personId, now, new Date(now.getTime() - idleMs))
  const shown = toShown(ctx)
  return rows.map(({ id, createdAt, seenAt, expiresAt, address, userAgent }) => ({
    id,
    createdAt: shown(createdAt),
    seenAt: shown(seenAt),
    expiresAt: shown(expiresAt),
    address,
    userAgent,
    isCurrent: id === actor.sessionId,
  }))
}

/**
 * Ends one of the person's own sessions; for this browser's session, that is a sign-out. Ending an ended one does
 * nothing.
 */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const actor = requirePerson(ctx)
  requireScope(ctx, 'sessions:own')
  if (!isRowId(sessionId)) return
  const reason = sessionId === actor.sessionId ? 'signed-out' : 'ended-elsewhere'
  await inTransaction(ctx, async (tx) => {
    if (!(await store.endSession(tx.db, actor.personId, sessionId, tx.realNow()))) return
    await recordAudit(tx, 'session.ended', { kind: 'session', id: sessionId }, { reason })
  })
}

/** Signs the person out everywhere but here. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const actor = requirePerson(ctx)
  requireScope(ctx, 'sessions:own')
  await inTransaction(ctx, (tx) => endSessionsOf(tx, actor.personId, actor.sessionId, 'ended-elsewhere'))
}

/** Runs in the caller's transaction: ends a person's sessions, except one if given, each with its audit entry. */
export async function endSessionsOf(
  tx: Tx,
  personId: string,
  exceptId: string | null,
  reason: string,
): Promise<void> {
  const ended = await store.endSessions(tx.db, personId, exceptId, tx.realNow())
  for (const id of ended)
    await recordAudit(tx, 'session.ended', { kind: 'session', id }, { reason, personId })
}

/** The signed-in person. Throws `sign_in_required` for a visitor. */
export function requirePerson(ctx: Context): SignedInActor {
  requireScope(ctx, 'sessions:own')
  if (!('personId' in ctx.actor)) throw new AppError('not_allowed')
  return ctx.actor
}
