import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Language } from '../languages/languages.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { insertAccount } from '../store/people/accounts.ts'
import { findPersonByEmail, insertPerson } from '../store/people/people.ts'
import { hashPassword, isPasswordRight } from '../vault/password.ts'
import { newId } from '../vault/random.ts'
import { queueEmailConfirmation } from './confirm-email.ts'
import { parseEmail } from './parse-person.ts'
import { requireStrongPassword } from './require-strong-password.ts'
import { allow, forgetTries } from './throttle.ts'

export interface SignUp {
  readonly email: string
  /** Name of the selling company. */
  readonly name: string
  readonly password: Secret
  /** Language of the account's pages and emails. */
  readonly language?: Language
}

/** For this long, the same form sent again counts as a button that was pressed twice. */
const repeatMs = 10 * 60_000

/** Creates an account and the person who signs in for it. */
export async function signUp(ctx: Context, request: SignUp): Promise<{ readonly personId: string }> {
  requireScope(ctx, 'people:enter')
  if (!ctx.settings.signUpOpen && ctx.actor.kind !== 'system') throw new AppError('sign_up_closed')
  const email = parseEmail(request.email)
  const name = parseName(request.name)
  // The form has to say that an address is taken, and checking a password is slow, so frequent requests are limited.
  await allow(ctx, 'sign-up.address')
  await requireStrongPassword(request.password, [email, name, ctx.settings.companyName])
  if ((await findPersonByEmail(ctx.db, email)) !== null) throw new AppError('email_taken')

  const passwordHash = await hashPassword(request.password)
  const createdAt = ctx.now()
  const accountId = newId()
  const personId = newId()
  await inTransaction(ctx, async (tx) => {
    await insertAccount(tx.db, { id: accountId, name, language: request.language ?? null, createdAt })
    const person = { id: personId, email, name, passwordHash, role: 'account', accountId, createdAt } as const
    if (!(await insertPerson(tx.db, person))) throw new AppError('email_taken')
    await forgetTries(tx, email)
    await queueEmailConfirmation(tx, person)
    await recordAudit(tx, 'account.signed-up', { kind: 'account', id: accountId, accountId }, { personId })
  })
  return { personId }
}

/** Whether the same form created this account just now. Only a person who knows the password can have sent it. */
export async function isRepeatedSignUp(ctx: Context, request: SignUp): Promise<boolean> {
  requireScope(ctx, 'people:enter')
  const person = await findPersonByEmail(ctx.db, parseEmail(request.email))
  return (
    person !== null &&
    person.role === 'account' &&
    person.disabledAt === null &&
    person.name === parseName(request.name) &&
    ctx.now().getTime() - person.createdAt.getTime() < repeatMs &&
    isPasswordRight(person.passwordHash, request.password)
  )
}
