import { recordAudit } from '#lib/audit/record.ts'
import { type Context, inTransaction, systemContext } from '#lib/context.ts'
import { acceptInvitation } from '#lib/people/accept-invitation.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { findPersonByEmail, setPasswordHash } from '#lib/store/people/people.ts'
import { hashPassword, isPasswordRight } from '#lib/vault/password.ts'
import { newId } from '#lib/vault/random.ts'

export interface Passwords {
  readonly operator: string
  readonly seller: string
}

interface Credentials {
  readonly email: string
  readonly password: string
}

export interface SignIns {
  readonly operator: Credentials
  readonly seller: Credentials
}

/** The email address of the demo's administrator. */
export const adminEmail = 'operator@example.com'

/** The email address of the seller whom visitors of the demo can sign in as. */
export const sellerEmail = 'seller@example.com'

/** The demo's administrator and seller. */
export function signInsWith(passwords: Passwords): SignIns {
  return {
    operator: { email: adminEmail, password: passwords.operator },
    seller: { email: sellerEmail, password: passwords.seller },
  }
}

/** The demo's administrator and seller, with the given passwords. If they exist, nothing is changed. */
export async function seedPeople(services: Services, passwords: Passwords): Promise<SignIns> {
  const ctx = systemContext(services, 'seed-demo', newId())
  const { operator, seller } = signInsWith(passwords)
  await ensure(ctx, operator, addOperator)
  await ensure(ctx, seller, addSeller)
  return { operator, seller }
}

async function ensure(
  ctx: Context,
  credentials: Credentials,
  add: (ctx: Context, email: string, password: Secret) => Promise<unknown>,
): Promise<void> {
  const { email } = credentials
  const password = new Secret(credentials.password)
  const person = await findPersonByEmail(ctx.db, email)
  if (person === null) await add(ctx, email, password)
  else if (!(await isPasswordRight(person.passwordHash, password))) await giveAnew(ctx, person.id, password)
}

async function addOperator(ctx: Context, email: string, password: Secret): Promise<void> {
  const { token } = await inviteOperator(ctx, { email, role: 'admin' })
  await acceptInvitation(ctx, { token, email, name: 'Olivia Operator', password })
}

async function addSeller(ctx: Context, email: string, password: Secret): Promise<void> {
  await signUp(ctx, { email, name: 'Northwind Kitchenware', password })
}

/** The database survived the folder that the demo's passwords come from. */
async function giveAnew(ctx: Context, id: string, password: Secret): Promise<void> {
  const hash = await hashPassword(password)
  await inTransaction(ctx, async (tx) => {
    await setPasswordHash(tx.db, id, hash)
    await recordAudit(tx, 'person.password-changed', { kind: 'person', id })
  })
}
