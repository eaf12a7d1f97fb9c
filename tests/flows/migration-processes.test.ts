import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, audit, authorization } from '#drizzle/schema.ts'
import { connect } from '#lib/database/connect.ts'
import { migrateDatabase } from '#lib/database/migrate.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { nextVersion } from '../fixtures/next-version.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system, location } = own
const { db } = services
const outside = connect(location, { max: 2, onnotice: () => {} })
afterAll(() => outside.end({ timeout: 5 }))

await checkKeys(services)
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin)
const real = [
  await addGrant(system, simulator, 'A1USHARBORPINE'),
  await addGrant(system, simulator, 'A2NANORTHWIND'),
]
const manyRows = 20_000
await addRows(real[0] ?? '')

/** Each kind of change that keeps the previous version working, on the tables that a vend and a refresh use most. */
const compatible = `
  CREATE TABLE "visit" ("id" uuid PRIMARY KEY NOT NULL, "authorization_id" uuid NOT NULL);
  --> statement-breakpoint
  ALTER TABLE "visit" ADD CONSTRAINT "visit_authorization" FOREIGN KEY ("authorization_id") REFERENCES "authorization"("id") ON DELETE cascade;
  --> statement-breakpoint
  ALTER TABLE "authorization" ADD COLUMN "next_version" text;
  --> statement-breakpoint
  ALTER TABLE "authorization" ADD COLUMN "next_count" integer DEFAULT 0 NOT NULL;
  --> statement-breakpoint
  ALTER TABLE "access_token" ADD COLUMN "next_version" text;
  --> statement-breakpoint
  ALTER TABLE "api_key" ADD COLUMN "next_version" text;
  --> statement-breakpoint
  ALTER TABLE "audit" ADD COLUMN "next_version" text;
  --> statement-breakpoint
  CREATE UNIQUE INDEX "authorization_next" ON "authorization" USING btree ("next_version");
  --> statement-breakpoint
  CREATE INDEX "authorization_next_count" ON "authorization" USING btree ("next_count");
  --> statement-breakpoint
  UPDATE "authorization" SET "next_count" = 1 WHERE "store_name" LIKE '%7';`

test('I2: a version keeps working while the next one migrates a filled database, and can be started again', async () => {
  const api = await own.startWorker()
  const statuses: Record<number, number> = {}
  let isVending = true
  afterAll(() => {
    isVending = false
  })
  const vendAlways = async (index: number) => {
    for (let turn = index; isVending; turn += 1) {
      const id = real[turn % real.length] ?? ''
      // So that they are refreshed, which writes, again and again.
      if (turn % 5 === 0) await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
      const { status } = await api.vend(id, key)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  const vending = [0, 1, 2].map(vendAlways)
  const vended = () => Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const someVends = async () => {
    const before = vended()
    while (vended() < before + 30) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await someVends()

  // A backup reads every table for as long as it takes. The migration waits for it, and tokens don't queue behind it.
  const lines: string[] = []
  const backup = await outside.reserve()
  await backup`begin`
  await backup`select count(*) from "authorization"`
  const migrating = migrateDatabase(location, {
    folder: nextVersion(compatible),
    report: (line) => lines.push(line),
  })
  await expect.poll(() => lines.length).toBe(1)
  await someVends()
  await backup`rollback`
  backup.release()
  await migrating
  expect(lines).toEqual(['Waiting for a table that another session has locked.'])

  await someVends()
  const entries = await db.$count(audit)
  await makeKey(admin)
  expect(await db.$count(audit)).toBeGreaterThan(entries)
  isVending = false
  await Promise.all(vending)
  expect(Object.keys(statuses)).toEqual(['200'])
  const [filled] = await outside`select count(*)::int as count from "authorization" where next_count = 1`
  expect(filled?.count).toBe(manyRows / 10)

  // Back to this version, like a start of it.
  await api.end('SIGTERM')
  await migrateDatabase(location)
  const again = await own.startWorker()
  expect((await again.vend(real[0] ?? '', key)).status).toBe(200)
  await again.end('SIGTERM')
}, 60_000)

test('I2: when a migration and a transaction wait for each other, the migration gives way and is tried again', async () => {
  const folder = nextVersion(
    compatible,
    `CREATE TABLE "look" ("authorization_id" uuid NOT NULL REFERENCES "authorization"("id"));
    --> statement-breakpoint
    SELECT pg_sleep(1);
    --> statement-breakpoint
    ALTER TABLE "authorization" ADD COLUMN "next_look" text;`,
  )
  const other = await outside.reserve()
  await other`begin`
  await other`select count(*) from "authorization"`
  const lines: string[] = []
  const migrating = migrateDatabase(location, { folder, report: (line) => lines.push(line) })
  const locks = () =>
    outside`select from pg_locks where relation = 'authorization'::regclass and mode = 'ShareRowExclusiveLock'`
  await expect.poll(async () => (await locks()).length).toBe(1)
  // It waits for the migration, which will wait for it.
  await other`update "authorization" set store_name = store_name where false`
  await other`commit`
  other.release()
  await migrating
  expect(lines).toEqual(['Waiting for a table that another session has locked.'])
})

test('I2: a version refuses to start once a later one has removed something that it uses', async () => {
  const folder = nextVersion(
    compatible,
    'CREATE TABLE "look" ();',
    'ALTER TABLE "authorization" DROP COLUMN "checked_at";',
  )
  await migrateDatabase(location, { folder })
  await expect(migrateDatabase(location)).rejects.toThrow('a newer version of Gatehouse has migrated it')
  await expect(migrateDatabase(location, { folder })).resolves.toBeUndefined()
})

/** Copies of one authorization without tokens: rows for the migration to process. */
async function addRows(model: string): Promise<void> {
  const [row] = await db.select().from(authorization).where(eq(authorization.id, model))
  if (row === undefined) throw new Error('no model')
  for (let start = 0; start < manyRows; start += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      ...row,
      id: newId(),
      consentGroup: newId(),
      refreshTokenSealed: null,
      nextChangeAt: null,
      disconnectedAt: services.now(),
      disconnectedBy: 'account' as const,
      health: 'disconnected' as const,
      storeName: `Store ${start + index}`,
      sellingPartnerId: `A${start + index}`,
      grantKey: newId(),
    }))
    await db.insert(authorization).values(rows)
  }
  await outside`analyze "authorization"`
}
