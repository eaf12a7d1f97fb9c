import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiKey, audit, invitation, passwordReset, vendCount } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { createApiKey } from '#lib/keys/api-keys.ts'
import { replaceKeySecret } from '#lib/keys/replace-secret.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import { createPasswordReset } from '#lib/people/password-reset.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const other = await addAdmin(world.services, world.as)
const { outcome } = await world.authorize(
  await world.addAccount('Harbor Pine'),
  websiteStart(marketplaceIds.us),
  'A1USHARBORPINE',
)
if (outcome.kind !== 'completed') throw new Error(outcome.kind)
const id = outcome.authorizationId
const existing = await makeKey(admin)
const personIdOf = ({ actor }: Context) => ('personId' in actor ? actor.personId : '')

/** The audit can't be written, as when its disk is full. */
beforeAll(async () => {
  await db.execute(sql`create function fail_audit() returns trigger language plpgsql as
    $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$`)
  await db.execute(sql`create trigger fail_audit before insert on audit execute function fail_audit()`)
})
afterAll(() => db.execute(sql`drop trigger fail_audit on audit`))

test.each<[string, () => Promise<unknown>, () => Promise<number>]>([
  [
    'a new API key',
    () =>
      createApiKey(admin, {
        id: newId(),
        name: 'New',
        scopes: ['tokens:vend'],
        applicationId: null,
        account: null,
        days: null,
      }),
    () => db.$count(apiKey, eq(apiKey.name, 'New')),
  ],
  [
    'the new secret of an API key',
    () => replaceKeySecret(admin, { id: existing.id, days: 1 }),
    async () => {
      const [row] = await db.select().from(apiKey).where(eq(apiKey.id, existing.id))
      return row?.previousDigest === null ? 0 : 1
    },
  ],
  [
    'an invitation',
    () => inviteOperator(admin, { email: 'new@example.com', role: 'viewer' }),
    () => db.$count(invitation),
  ],
  ['a reset link', () => createPasswordReset(admin, personIdOf(other)), () => db.$count(passwordReset)],
])('G5: %s isn’t handed over unless its audit entry is committed', async (_what, create, count) => {
  const entries = await db.$count(audit)
  await expect(create()).rejects.toMatchObject({ cause: { code: '53100' } })
  expect(await count()).toBe(0)
  expect(await db.$count(audit)).toBe(entries)
})

test('G5, I6: tokens are vended while the audit can’t be written, and every vend is counted', async () => {
  for (let vend = 0; vend < 7; vend += 1) expect((await api.vend(id, existing.key)).status).toBe(200)
  await api.counts.flush()
  const [counted] = await db
    .select({ total: sql<number>`sum(count)::int` })
    .from(vendCount)
    .where(eq(vendCount.apiKeyId, existing.id))
  expect(counted?.total).toBe(7)
})
