import { expect, test } from 'vitest'
import { explainServerError } from '#lib/database/errors.ts'
import { requireOwnSessions } from '#lib/database/own-sessions.ts'
import { useDatabase } from '../fixtures/database.ts'
import { startPooler, urlOf } from './pooler.ts'

const { location } = await useDatabase()

test('a start behind a pooler in transaction mode says that it is not supported, and what to do', async () => {
  const pooler = await startPooler(urlOf(location))
  const refused: unknown = await requireOwnSessions(pooler).catch((error: unknown) => error)
  expect(explainServerError(refused, '')).toEqual({
    says: 'a pooler runs each transaction in a different session',
    next: 'Put the server itself into DATABASE_URL, or set pool_mode = session for this database in PgBouncer.',
  })
})

test('a server itself is used, however many ask at the same time', async () => {
  const started = Promise.all(Array.from({ length: 5 }, () => requireOwnSessions(location)))
  await expect(started).resolves.toHaveLength(5)
})
