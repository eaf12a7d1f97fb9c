import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { deleteFactors } from '../store/people/factors.ts'
import { forgetFailures, lockPersonByEmail } from '../store/people/people.ts'
import { parseEmail } from './parse-person.ts'
import { endSessionsOf } from './sessions.ts'
import { forgetTries } from './throttle.ts'

/**
 * For the person who runs the installation: unlocks a person's password. `removeFactors`: also removes their passkeys,
 * their app and their recovery codes, and signs them out, so that they can sign in with their password and set up new
 * ones.
 */
export async function unlockPerson(
  ctx: Context,
  request: { readonly email: string; readonly removeFactors: boolean },
): Promise<{ readonly hadFactors: boolean }> {
  requireScope(ctx, 'people:manage')
  const email = parseEmail(request.email)
  return inTransaction(ctx, async (tx) => {
    const person = await lockPersonByEmail(tx.db, email)
    if (person === null) throw new AppError('person_not_found')
    const target = { kind: 'person', id: person.id, accountId: person.accountId } as const
    await forgetFailures(tx.db, person.id)
    await forgetTries(tx, email)
    await recordAudit(tx, 'person.unlocked', target)
    if (!request.removeFactors) return { hadFactors: false }
    const { hadApp, passkeys } = await deleteFactors(tx.db, person.id)
    await endSessionsOf(tx, person.id, null, 'factors-removed')
    await recordAudit(tx, 'person.factors-removed', target, { hadApp, passkeys })
    return { hadFactors: hadApp || passkeys > 0 }
  })
}
