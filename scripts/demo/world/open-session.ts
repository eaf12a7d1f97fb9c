import { type Database, inTransactionOf, sqlClient } from '#lib/database/pool.ts'
import { insertSession } from '#lib/store/people/sessions.ts'
import { newId, randomToken } from '#lib/vault/random.ts'

const farAhead = new Date('9999-01-01T00:00:00.000Z')

/**
 * For a person without a browser: confirmed at any time of the clock. It was never used, so it is neither listed nor
 * open, and nobody has its token.
 */
export async function openSession(db: Database, personId: string): Promise<string> {
  const id = newId()
  const row = { id, personId, digest: randomToken(), expiresAt: farAhead, confirmedAt: farAhead }
  await inTransactionOf(db, (tx) =>
    insertSession(tx, { ...row, createdAt: new Date(0), seenAt: new Date(0) }),
  )
  return id
}

/** Once the year has ended: otherwise people would appear to have signed in once, in 1970. */
export async function deleteSessions(db: Database): Promise<void> {
  await sqlClient(db)`delete from session where expires_at >= ${farAhead.toISOString()}`
}
