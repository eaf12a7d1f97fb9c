import { and, eq, ne, or, type SQL, sql } from 'drizzle-orm'
import { account, person, session } from '#drizzle/schema.ts'
import { type Cursor, inOrder, likePattern, newestFirst, pageAfter } from '../database/keyset.ts'
import type { Database } from '../database/pool.ts'
import type { Role } from './people.ts'

export interface ListedPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly accountId: string | null
  readonly accountName: string | null
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly lastSeenAt: Date | null
}

export interface PeopleQuery {
  readonly side: 'operators' | 'accounts'
  readonly search: string
  readonly after: Cursor | null
  readonly limit: number
}

const lastSeen = sql`(select max(${session.seenAt}) from ${session} where ${session.personId} = ${person.id})`

const order = newestFirst(person.createdAt, person.id)

/** Newest first. */
export function listPeople(
  db: Database,
  { side, search, after, limit }: PeopleQuery,
): Promise<ListedPerson[]> {
  return db
    .select({
      id: person.id,
      email: person.email,
      name: person.name,
      role: person.role,
      accountId: person.accountId,
      accountName: account.name,
      createdAt: person.createdAt,
      disabledAt: person.disabledAt,
      lastSeenAt: lastSeen.mapWith(session.seenAt).as('last_seen_at'),
    })
    .from(person)
    .leftJoin(account, eq(account.id, person.accountId))
    .where(
      and(
        side === 'accounts' ? eq(person.role, 'account') : ne(person.role, 'account'),
        search === '' ? undefined : matches(search),
        pageAfter(order, after),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(limit)
}

/** Somewhere in the name, the e-mail address or the account's name; `%` and `_` mean themselves. */
function matches(search: string): SQL | undefined {
  const pattern = likePattern.containing(search)
  const has = (column: typeof person.name | typeof person.email | typeof account.name) =>
    sql`${column} ilike ${pattern}`
  return or(has(person.name), has(person.email), has(account.name))
}
