import { randomBytes } from 'node:crypto'
import { expect, inject, onTestFinished, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { connect } from '#lib/database/connect.ts'
import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { randomToken } from '#lib/vault/random.ts'
import { checkStore } from '#scripts/doctor/check-store.ts'
import { openStore } from '#scripts/open-store.ts'
import { useDatabase } from '../fixtures/database.ts'
import { asAdministrator, locate, makeDatabase, urlOf } from '../fixtures/database-server.ts'
import { migrateUntil } from '../fixtures/migrate-until.ts'

const server = inject('databaseServer')
const { location } = await useDatabase()
const closed = `postgres://gatehouse@127.0.0.1:${await freePort()}/gatehouse`

const environmentWith = (variables: Readonly<Record<string, string>>) =>
  unwrapEnvironment(
    readEnvironment({
      GATEHOUSE_KEYS: `k1:${randomToken()}`,
      AUTH_SECRET: randomToken(),
      DATABASE_URL: urlOf(location),
      ...variables,
    }),
  )

test.each([
  ['DATABASE_URL', { DATABASE_URL: closed }],
  ['DATABASE_URL', { DATABASE_URL: closed, DATABASE_DIRECT_URL: urlOf(location) }],
  ['DATABASE_DIRECT_URL', { DATABASE_DIRECT_URL: closed }],
])('a start names %s when nothing answers there (%#)', async (variable, variables) => {
  const environment = await environmentWith(variables)
  await expect(openStore(environment, () => {})).rejects.toThrow(
    new RegExp(
      `^Cannot use the database of ${variable}: .*ECONNREFUSED.*Check host and port in ${variable},`,
    ),
  )
})

test('the doctor finds a pooler that doesn’t answer, and what else is right', async () => {
  const pooler = { DATABASE_URL: `${closed}?pooler=transaction`, DATABASE_DIRECT_URL: urlOf(location) }
  const findings = await checkStore(await environmentWith(pooler), false)
  expect(findings).toMatchObject([
    { subject: 'database', verdict: 'good' },
    {
      subject: 'pooler',
      verdict: 'bad',
      next: expect.stringContaining('Check host and port in DATABASE_URL'),
    },
    { subject: 'applications', verdict: 'note' },
    { subject: 'keys', verdict: 'good' },
  ])
})

test('the doctor leaves an older schema as it is, and says that the next start migrates it', async () => {
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  await makeDatabase(server, name)
  onTestFinished(() => asAdministrator(server, (sql) => sql`drop database ${sql(name)} with (force)`))
  const older = locate(server, name)
  const sql = connect(older, { max: 1, onnotice: () => {} })
  onTestFinished(() => sql.end({ timeout: 5 }))
  await migrateUntil(sql, 20)
  const findings = await checkStore(await environmentWith({ DATABASE_URL: urlOf(older) }), true)
  expect(findings).toMatchObject([
    { subject: 'database', verdict: 'note', says: expect.stringContaining('needs a migration') },
  ])
  expect(await sql`select from drizzle.__drizzle_migrations`).toHaveLength(20)
})
