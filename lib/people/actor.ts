import type { Side } from '#drizzle/schema.ts'
import type { Actor } from '../context.ts'
import type { PersonRow } from '../store/people/people.ts'

/** The actor of a signed-in person. */
export function actorOf(
  person: Pick<PersonRow, 'id' | 'role' | 'accountId'>,
  sessionId: string,
): Extract<Actor, { personId: string }> {
  if (person.role !== 'account')
    return { kind: 'operator', personId: person.id, role: person.role, sessionId }
  if (person.accountId === null) throw new Error(`person ${person.id} belongs to no account`)
  return { kind: 'account', personId: person.id, accountId: person.accountId, sessionId }
}

/** The side whose provider they sign in with. */
export function sideOf({ kind }: Pick<ReturnType<typeof actorOf>, 'kind'>): Side {
  return kind === 'operator' ? 'operators' : 'sellers'
}
