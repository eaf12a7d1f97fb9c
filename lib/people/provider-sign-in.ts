import type { Side } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import type { Language } from '../languages/languages.ts'
import type { Identity } from '../oidc/provider.ts'
import { parseName } from '../parse-name.ts'
import { insertAccount } from '../store/people/accounts.ts'
import { findIdentity, insertIdentity, setIdentityUsedAt } from '../store/people/identities.ts'
import {
  insertPerson,
  lockAdmins,
  lockPerson,
  type PersonRow,
  type Role,
  setRole,
} from '../store/people/people.ts'
import { newId } from '../vault/random.ts'
import { queueEmailConfirmation } from './confirm-email.ts'
import { makeWayForIdentity } from './free-address.ts'
import { parseEmail } from './parse-person.ts'
import { emailOf, isAdmitted, roleOf } from './read-claims.ts'
import type { SignedIn } from './sign-in.ts'
import { startSession } from './start-session.ts'

/** A provider can't tell us that it has ended someone's access, so they sign in there again after this long. */
export const providerSessionMs = 8 * 3_600_000

export interface ProviderSignIn {
  readonly side: Side
  readonly identity: Identity
  readonly userAgent: string | null
  /** The language of a new account's pages and emails. */
  readonly language: Language
}

/**
 * Starts a session for someone whom the provider has named. Found by issuer and subject, never by an email address;
 * who isn't found is new. An operator's role follows the claim, at every sign-in. A sign-up whose address nobody has
 * confirmed doesn't keep an operator out.
 */
export async function signInWithProvider(ctx: Context, request: ProviderSignIn): Promise<SignedIn> {
  requireScope(ctx, 'people:enter')
  const { side, identity, userAgent } = request
  try {
    const role = requireRole(ctx, side, identity)
    const enter = () =>
      inTransaction(ctx, async (tx) => {
        const person = (await enterKnown(tx, side, identity, role)) ?? (await enterNew(tx, request, role))
        const sessionToken = await startSession(tx, person, userAgent, {
          method: 'provider',
          // The provider may have signed them in silently, hours after they proved who they are.
          provedAt: identity.authenticatedAt,
          longestMs: providerSessionMs,
        })
        return { sessionToken, personId: person.id, isOperator: side === 'operators' }
      })
    return await enter().catch(async (error: unknown) => {
      // Two first sign-ins at the same time: the other one created the person.
      const isTaken = isAppError(error) && error.code === 'identity_unlinked'
      if (isTaken && (await findIdentity(ctx.db, { side, ...identity })) !== null) return enter()
      throw error
    })
  } catch (error) {
    if (isAppError(error)) await recordRefusal(ctx, side, identity, error.code)
    throw error
  }
}

/** The role that the provider's claims give. */
function requireRole(ctx: Context, side: Side, { claims }: Identity): Role {
  if (side === 'sellers') return 'account'
  const access = ctx.providers.operators?.access
  if (access === undefined) throw new AppError('not_allowed')
  if (!isAdmitted(claims, access)) throw new AppError('identity_not_admitted')
  const role = roleOf(claims, access)
  if (role === null) throw new AppError('identity_without_role')
  return role
}

async function enterKnown(
  tx: Tx,
  side: Side,
  { issuer, subject }: Identity,
  role: Role,
): Promise<PersonRow | null> {
  const found = await findIdentity(tx.db, { side, issuer, subject })
  if (found === null) return null
  const isDemoted = found.person.role === 'admin' && role !== 'admin'
  // Locks the admins first, like a change of a role: in another order, the two could deadlock.
  const admins = isDemoted ? await lockAdmins(tx.db) : []
  const person = await lockPerson(tx.db, found.person.id)
  if (person === null || person.disabledAt !== null) throw new AppError('sign_in_disabled')
  // It may have been removed before the person was locked, because somebody else had linked it.
  if (!(await setIdentityUsedAt(tx.db, found.identity.id, tx.realNow())))
    throw new AppError('identity_unlinked')
  if (role === 'account' || person.role === role) return person
  // Nobody keeps power that the claim denies, and there is still an administrator who can be let in again.
  if (isDemoted && isNeeded(tx, person, admins)) throw new AppError('last_admin')
  await setRole(tx.db, person.id, role)
  const details = { from: person.role, to: role, by: 'provider' }
  await recordAudit(tx, 'person.role-changed', { kind: 'person', id: person.id }, details)
  return { ...person, role }
}

function isNeeded(ctx: Context, { id, email }: PersonRow, admins: readonly string[]): boolean {
  return (
    (admins.length === 1 && admins[0] === id) || email === ctx.providers.operators?.access.breakGlassEmail
  )
}

async function enterNew(
  tx: Tx,
  { side, identity: { issuer, subject, claims }, language }: ProviderSignIn,
  role: Role,
): Promise<PersonRow> {
  if (side === 'sellers' && !tx.settings.signUpOpen) throw new AppError('sign_up_closed')
  const { email: claimed, isVerified } = emailOf(claims)
  if (claimed === null) throw new AppError('identity_without_email')
  const email = parseEmail(claimed)
  const name = parseName(nameOf(claims) ?? email)
  const createdAt = tx.now()
  const id = newId()
  const accountId = side === 'sellers' ? newId() : null
  if (accountId !== null) await insertAccount(tx.db, { id: accountId, name, language, createdAt })
  const person: PersonRow = {
    id,
    email,
    name,
    role,
    accountId,
    createdAt,
    passwordHash: null,
    disabledAt: null,
    unsubscribedAt: null,
    failedSignIns: 0,
    failedOwnSignIns: 0,
    emailConfirmedAt: isVerified ? createdAt : null,
  }
  if (side === 'operators') await makeWayForIdentity(tx, email)
  if (!(await insertPerson(tx.db, person))) throw new AppError('identity_unlinked')
  await addIdentity(tx, person, side, { issuer, subject })
  if (accountId === null) {
    const details = { role, invitationId: null, by: 'provider' }
    await recordAudit(tx, 'person.added', { kind: 'person', id }, details)
  } else {
    if (!isVerified) await queueEmailConfirmation(tx, person)
    const target = { kind: 'account', id: accountId, accountId } as const
    await recordAudit(tx, 'account.signed-up', target, { personId: id })
  }
  return person
}

/** Links an identity to a person, in the caller's transaction. */
export async function addIdentity(
  tx: Tx,
  { id: personId, accountId }: Pick<PersonRow, 'id' | 'accountId'>,
  side: Side,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<void> {
  const now = tx.realNow()
  const isNew = await insertIdentity(tx.db, {
    id: newId(),
    personId,
    side,
    issuer,
    subject,
    createdAt: now,
    usedAt: now,
  })
  if (!isNew) throw new AppError('identity_taken')
  await recordAudit(
    tx,
    'person.identity-linked',
    { kind: 'person', id: personId, accountId },
    { issuer, side },
  )
}

function nameOf(claims: Identity['claims']): string | null {
  const name = [claims.name, claims.preferred_username].find(
    (text) => typeof text === 'string' && text.trim() !== '',
  )
  return typeof name === 'string' ? name.trim().slice(0, 100) : null
}

async function recordRefusal(
  ctx: Context,
  side: Side,
  { issuer, subject }: Identity,
  reason: string,
): Promise<void> {
  const found = await findIdentity(ctx.db, { side, issuer, subject })
  const target = {
    kind: 'person',
    id: found?.person.id ?? 'unknown',
    accountId: found?.person.accountId ?? null,
  } as const
  await recordAudit(ctx, 'session.refused', target, { reason, side, issuer })
}
