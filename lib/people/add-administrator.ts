import { recordAudit } from '../audit/record.ts'
import { type Context, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { insertPerson } from '../store/people/people.ts'
import { hashPassword } from '../vault/password.ts'
import { newId } from '../vault/random.ts'
import { makeWayForOperator } from './free-address.ts'
import { parseEmail } from './parse-person.ts'
import { requireStrongPassword } from './require-strong-password.ts'

export interface NewAdministrator {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
}

/** Checks an administrator's sign-in data, before a transaction begins. */
export async function prepareAdministrator(
  ctx: Context,
  given: { readonly email: string; readonly name: string; readonly password: Secret },
): Promise<NewAdministrator> {
  requireScope(ctx, 'people:manage')
  const email = parseEmail(given.email)
  const name = parseName(given.name)
  await requireStrongPassword(given.password, [email, name, ctx.settings.companyName])
  return { email, name, passwordHash: await hashPassword(given.password) }
}

/**
 * Adds an administrator without an invitation: for the person who configures the installation, and so has access to
 * everything. Throws `email_taken` when an operator has the address.
 */
export async function addAdministrator(tx: Tx, person: NewAdministrator): Promise<void> {
  requireScope(tx, 'people:manage')
  const id = newId()
  await makeWayForOperator(tx, person.email, 'setup')
  if (!(await insertPerson(tx.db, { ...person, id, role: 'admin', createdAt: tx.now() })))
    throw new AppError('email_taken')
  await recordAudit(tx, 'person.added', { kind: 'person', id }, { role: 'admin', invitationId: null })
}
