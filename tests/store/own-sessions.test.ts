import { expect, test } from 'vitest'
import { explainServerError } from '#lib/database/errors.ts'
import { requireOwnSessions } from '#lib/database/own-sessions.ts'
import { useDatabase } from '../fixtures/database.ts'
import { startPooler, urlOf } from './pooler.ts'

const { location } = await useDatabase()

test('a start behind a pooler in transaction mode that the URL doesn’t mark explains the remedy', async () => {
  const pooler = await startPooler(urlOf(location))
  const refused: unknown = await requireOwnSessions(pooler).catch((error: unknown) => error)
  expect(explainServerError(refused, '')).toEqual({
    says: 'a pooler runs each transaction in a different session',
    next: 'Add pooler=transaction to the parameters of DATABASE_URL, and name the server itself in DATABASE_DIRECT_URL.',
  })
  await expect(requireOwnSessions(pooler, 'DATABASE_DIRECT_URL')).rejects.toMatchObject({
    next: 'Put the server itself into DATABASE_DIRECT_URL.',
  })
})

test('a direct server is accepted, however many connections check at the same time', async () => {
  const started = Promise.all(Array.from({ length: 5 }, () => requireOwnSessions(location)))
  await expect(started).resolves.toHaveLength(5)
})
