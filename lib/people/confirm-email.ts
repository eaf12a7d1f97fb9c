import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { queueMessages } from '../messages/queue.ts'
import { Secret } from '../secret.ts'
import { forgetUndeliverable } from '../store/events/messages.ts'
import {
  consumeEmailConfirmation,
  findOpenEmailConfirmation,
  insertEmailConfirmation,
} from '../store/people/email-confirmations.ts'
import { type PersonRow, readPerson, setEmailConfirmed } from '../store/people/people.ts'
import { digest } from '../vault/digest.ts'
import { newId, randomToken } from '../vault/random.ts'
import { makeWayForOwner } from './free-address.ts'
import { isPlaceholder } from './parse-person.ts'
import { allow, refundTry } from './throttle.ts'

/** A confirmation link works once, for this long. */
const confirmationLifeMs = 7 * 24 * 3_600_000

/** Sends the person a link with which they confirm that the address is theirs. */
export async function queueEmailConfirmation(
  tx: Tx,
  { id: personId, email }: Pick<PersonRow, 'id' | 'email'>,
): Promise<void> {
  const token = randomToken()
  const id = newId()
  const createdAt = tx.now()
  const expiresAt = new Date(createdAt.getTime() + confirmationLifeMs)
  await insertEmailConfirmation(tx.db, { id, digest: digest(token), personId, email, createdAt, expiresAt })
  await queueMessages(tx, [
    {
      kind: 'confirm-email',
      key: `confirm-email ${id}`,
      recipient: email,
      personId,
      expiresAt,
      facts: {},
      link: new Secret(`${tx.settings.appUrl}/confirm-email#${token}`),
    },
  ])
}

/** A seller's email address, as their page shows it. */
export interface OwnEmail {
  readonly email: string
  readonly isConfirmed: boolean
  /** It was freed for somebody else: a placeholder, which no email reaches. */
  readonly isTakenOut: boolean
  readonly wantsReminders: boolean
}

export async function readOwnEmail(ctx: Context): Promise<OwnEmail> {
  const person = await readOwnPerson(ctx)
  const { email, emailConfirmedAt, unsubscribedAt } = person
  return {
    email,
    isConfirmed: emailConfirmedAt !== null,
    isTakenOut: isPlaceholder(email),
    wantsReminders: unsubscribedAt === null,
  }
}

async function readOwnPerson(ctx: Context): Promise<PersonRow> {
  requireScope(ctx, 'sessions:own')
  const person = 'personId' in ctx.actor ? await readPerson(ctx.db, ctx.actor.personId) : null
  if (person === null) throw new AppError('not_allowed')
  return person
}

/** Sends another link to the person who asks. */
export async function resendEmailConfirmation(ctx: Context): Promise<{ readonly email: string }> {
  requireScope(ctx, 'sessions:own')
  const person = await readOwnPerson(ctx)
  if (person.emailConfirmedAt !== null) return { email: person.email }
  if (isPlaceholder(person.email)) throw new AppError('email_taken_out')
  await allow(ctx, 'confirmation.person', person.id)
  await inTransaction(ctx, async (tx) => {
    await queueEmailConfirmation(tx, person)
    const target = { kind: 'person', id: person.id, accountId: person.accountId } as const
    await recordAudit(tx, 'person.confirmation-requested', target)
  })
  return { email: person.email }
}

/** What a confirmation link is for. */
export interface FoundConfirmation {
  readonly email: string
  /** Whether the person who is signed in has this address: only they confirm it. */
  readonly isOwn: boolean
  /** Whether the address can be taken out of the account, because nobody has confirmed it. */
  readonly isUnconfirmed: boolean
}

export async function readEmailConfirmation(ctx: Context, token: Secret): Promise<FoundConfirmation> {
  requireScope(ctx, 'people:enter')
  await allow(ctx, 'confirmation.address')
  const found = await findOpenEmailConfirmation(ctx.db, digest(token.expose()), ctx.now())
  if (found === null) throw new AppError('confirmation_not_found')
  await refundTry(ctx, 'confirmation.address')
  return {
    email: found.email,
    isOwn: 'personId' in ctx.actor && ctx.actor.personId === found.personId,
    isUnconfirmed: found.emailConfirmedAt === null,
  }
}

/**
 * The link proves that its holder reads the mail of this address, and the session that the account is theirs: a
 * stranger may have signed up with it. Throws `sign_in_required`, `not_allowed` for anybody else,
 * `confirmation_not_found`, `too_many_tries`.
 */
export async function confirmEmail(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'sessions:own')
  if (!(await readEmailConfirmation(ctx, token)).isOwn) throw new AppError('not_allowed')
  return inTransaction(ctx, async (tx) => {
    const { personId, email } = await consume(tx, token)
    if (!(await setEmailConfirmed(tx.db, personId, email, tx.now())))
      throw new AppError('confirmation_not_found')
    await forgetUndeliverable(tx.db, email)
    await recordAudit(tx, 'person.email-confirmed', { kind: 'person', id: personId })
    return { email }
  })
}

/**
 * The link's holder reads the mail of this address and didn't sign up with it: takes it out of the account, unless its
 * person has confirmed it.
 */
export async function disownEmail(ctx: Context, token: Secret): Promise<{ readonly email: string }> {
  requireScope(ctx, 'people:enter')
  await readEmailConfirmation(ctx, token)
  return inTransaction(ctx, async (tx) => {
    const { personId, email } = await consume(tx, token)
    if (!(await makeWayForOwner(tx, personId))) throw new AppError('confirmation_not_found')
    return { email }
  })
}

/** Uses the link up. */
async function consume(tx: Tx, token: Secret) {
  const tokenDigest = digest(token.expose())
  const found = await findOpenEmailConfirmation(tx.db, tokenDigest, tx.now())
  if (found === null || !(await consumeEmailConfirmation(tx.db, tokenDigest, tx.now())))
    throw new AppError('confirmation_not_found')
  return found
}
