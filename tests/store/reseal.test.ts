import { eq, inArray, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { application, audit, draft, grantlessToken, keyCanary, person, setting } from '#drizzle/schema.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { connect } from '#lib/database/connect.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { readEncryptionStatus, retireEncryptionKey } from '#lib/keys/encryption-keys.ts'
import { continueReseal, requestReseal, resealEverything } from '#lib/keys/reseal.ts'
import { type SealedColumn, sealedColumns } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { sessionName } from '#lib/store/key-canaries.ts'
import { listSealedByOthers, replaceSealed } from '#lib/store/sealed-values.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { open, seal } from '#lib/vault/seal.ts'
import { useDatabase } from '../fixtures/database.ts'
import { emptyAudit } from '../fixtures/tamper.ts'

const { db, location } = await useDatabase()
const values = { k1: randomToken(), k2: randomToken() }
const at = new Date('2026-11-22T12:00:00Z')

/** `ids`: the current key first. */
const withKeys = (...ids: (keyof typeof values)[]): Context =>
  systemContext(
    {
      db,
      keyRing: createKeyRing(
        'test',
        ids.map((id) => ({ id, key: new Secret(values[id]) })),
      ),
      now: () => at,
      realNow: () => at,
      log: { warn: () => {} },
    } as unknown as Services,
    'test',
    'test',
  )
const before = withKeys('k1')
const after = withKeys('k2', 'k1')

const people = sealedColumns.find(({ table }) => table === 'draft') as SealedColumn

async function addDraft(text: string, ctx = before): Promise<string> {
  const personId = newId()
  const base = { role: 'viewer', passwordHash: '', createdAt: at } as const
  await db.insert(person).values({ id: personId, email: `${personId}@example.com`, name: text, ...base })
  const sealed = seal(ctx.keyRing, new Secret(text), people.bindingOf({ personId }))
  await db.insert(draft).values({ personId, sealed, keptAt: at })
  return personId
}

async function readDraft(ctx: Context, personId: string): Promise<string> {
  const [row] = await db.select().from(draft).where(eq(draft.personId, personId))
  return open(ctx.keyRing, row?.sealed ?? '', people.bindingOf({ personId })).expose()
}

const clientId = 'amzn1.application-oa2-client.1b2c'

async function addApplication(): Promise<string> {
  const id = newId()
  const secret = sealedColumns.find(({ column }) => column === 'lwaClientSecretSealed')
  await db.insert(application).values({
    id,
    name: 'Tools',
    spApiApplicationId: 'amzn1.sp.solution.1b2c',
    status: 'published',
    lwaClientId: clientId,
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    redirectUri: 'https://gatehouse.example.com/sp-api/auth',
    createdAt: at,
    updatedAt: at,
    lwaClientSecretSealed: seal(
      before.keyRing,
      new Secret('client secret'),
      secret?.bindingOf({ id }) ?? { table: '', column: '', rowId: '' },
    ),
  })
  return id
}

const countOf = async (id: string) =>
  (await readEncryptionStatus(after)).keys.find((key) => key.id === id)?.count

beforeEach(async () => {
  await emptyAudit(db)
  for (const table of [draft, person, keyCanary, setting, grantlessToken, application]) await db.delete(table)
})

test('B6: every value is sealed with the current key afterwards, and opens with it alone', async () => {
  await checkKeys(before)
  const ids = await Promise.all(Array.from({ length: 450 }, (_, index) => addDraft(`draft ${index}`)))
  await checkKeys(after)
  expect(await countOf('k1')).toBe(450)
  expect(await resealEverything(after)).toEqual({ resealed: 450, unreadable: 0, isComplete: true })
  const alone = withKeys('k2')
  for (const [index, id] of ids.entries()) expect(await readDraft(alone, id)).toBe(`draft ${index}`)
  expect(await resealEverything(after)).toMatchObject({ resealed: 0 })
  const entries = await db.select().from(audit).where(eq(audit.action, 'encryption-key.resealed'))
  expect(entries.map(({ details }) => details)).toEqual([
    { values: 450, unreadable: 0 },
    { values: 0, unreadable: 0 },
  ])
})

test('every database column with a name of a sealed one is in the table of sealed columns', async () => {
  const columns = await db.execute<{ at: string }>(sql`
    select table_name || '.' || column_name as at from information_schema.columns
    where table_schema = 'public' and column_name like '%sealed' and table_name <> 'key_canary'`)
  const known = sealedColumns.map(({ bindingOf }) => {
    const { table, column } = bindingOf({})
    return `${table}.${column}`
  })
  expect(known.toSorted()).toEqual([...columns.map(({ at }) => at), 'setting.value'].toSorted())
})

test('B6: tokens with a composite primary key are re-sealed, and those of another LWA client are removed', async () => {
  const applicationId = await addApplication()
  const tokens = sealedColumns.find(({ table }) => table === 'grantlessToken')
  if (tokens === undefined) throw new Error('grantless tokens are sealed')
  const ofClient = (scope: string, lwaClientId: string) => ({
    applicationId,
    scope,
    fence: 1,
    owner: 'test',
    startedAt: at,
    sealed: seal(before.keyRing, new Secret(scope), tokens.bindingOf({ applicationId, scope, lwaClientId })),
  })
  await db.insert(grantlessToken).values([ofClient('one', clientId), ofClient('two', 'former client')])
  expect(await resealEverything(after)).toEqual({ resealed: 3, unreadable: 0, isComplete: true })
  const rows = await db.select().from(grantlessToken).orderBy(grantlessToken.scope)
  const binding = tokens.bindingOf({ applicationId, scope: 'one', lwaClientId: clientId })
  expect(open(withKeys('k2').keyRing, rows[0]?.sealed ?? '', binding).expose()).toBe('one')
  expect(rows[1]?.sealed).toBeNull()
})

test('B6: a sealed setting is re-sealed, and other settings stay', async () => {
  const binding = sealedColumns
    .find(({ table }) => table === 'setting')
    ?.bindingOf({ name: 'grant_digest_key' })
  if (binding === undefined) throw new Error('settings are sealed, too')
  await db.insert(setting).values([
    { name: 'grant_digest_key', value: seal(before.keyRing, new Secret('a key'), binding) },
    { name: 'version', value: 'v1.2' },
  ])
  await resealEverything(after)
  const rows = await db
    .select()
    .from(setting)
    .where(inArray(setting.name, ['grant_digest_key', 'version']))
    .orderBy(setting.name)
  expect(open(withKeys('k2').keyRing, rows[0]?.value ?? '', binding).expose()).toBe('a key')
  expect(rows[1]?.value).toBe('v1.2')
})

test('B6: a value written while it is being re-sealed isn’t overwritten', async () => {
  const [mine, other] = [await addDraft('old'), await addDraft('other')]
  const read = await listSealedByOthers(db, people, { keyId: 'k2', after: null, limit: 10 })
  const fresh = seal(after.keyRing, new Secret('new'), people.bindingOf({ personId: mine }))
  await db.update(draft).set({ sealed: fresh }).where(eq(draft.personId, mine))
  const replaced = await replaceSealed(
    db,
    people,
    read.map((value) => ({
      ...value,
      resealed: seal(
        after.keyRing,
        open(after.keyRing, value.sealed, people.bindingOf(value.row)),
        people.bindingOf(value.row),
      ),
    })),
  )
  expect(replaced).toBe(1)
  expect(await readDraft(after, mine)).toBe('new')
  expect(await readDraft(withKeys('k2'), other)).toBe('other')
})

test('B6: a row that another transaction is writing is skipped without waiting', async () => {
  const id = await addDraft('held')
  const read = await listSealedByOthers(db, people, { keyId: 'k2', after: null, limit: 10 })
  await db.transaction(async (tx) => {
    await tx.select().from(draft).where(eq(draft.personId, id)).for('update')
    expect(
      await replaceSealed(
        db,
        people,
        read.map((value) => ({ ...value, resealed: 'other' })),
      ),
    ).toBe(0)
  })
  expect(await readDraft(before, id)).toBe('held')
})

test('a value that no key can open is counted, left as it is, and keeps its key from being retired', async () => {
  await checkKeys(before)
  const id = await addDraft('lost')
  await db
    .update(draft)
    .set({ sealed: sql`${draft.sealed} || 'A'` })
    .where(eq(draft.personId, id))
  expect(await resealEverything(after)).toEqual({ resealed: 0, unreadable: 1, isComplete: true })
  expect(await readEncryptionStatus(after)).toMatchObject({ unreadable: 1 })
  await expect(retireEncryptionKey(after, 'k1')).rejects.toMatchObject({
    code: 'encryption_key_in_use',
    details: { detail: 'draft.sealed 1' },
  })
})

test('B6: a key is retired only when nothing is sealed with it, and then nothing needs it', async () => {
  await checkKeys(before)
  await addDraft('one')
  await checkKeys(after)
  await expect(retireEncryptionKey(after, 'k1')).rejects.toMatchObject({ code: 'encryption_key_in_use' })
  await expect(retireEncryptionKey(after, 'k2')).rejects.toMatchObject({ code: 'encryption_key_current' })
  await expect(retireEncryptionKey(after, 'k9')).rejects.toMatchObject({ code: 'encryption_key_not_found' })
  expect(await checkKeys(withKeys('k2'))).toHaveLength(1)

  await resealEverything(after)
  await retireEncryptionKey(after, 'k1')
  await retireEncryptionKey(after, 'k1')
  expect(await checkKeys(withKeys('k2'))).toEqual([])
  expect(await checkKeys(after)).toEqual([])
  expect(await checkKeys(before)).toEqual([
    'The key k1 was retired on 2026-11-22, but is still the first one in GATEHOUSE_KEYS. Put another key first.',
    'GATEHOUSE_KEYS lacks the key k2, which sealed values of this database. Put it back, after the new one.',
  ])
  const entries = await db.select().from(audit).where(eq(audit.action, 'encryption-key.retired'))
  expect(entries.map(({ targetId }) => targetId)).toEqual(['k1'])
})

test('the worker continues the re-sealing that an administrator requested, and finishes it', async () => {
  const id = await addDraft('one')
  await continueReseal(after)
  expect(await readDraft(before, id)).toBe('one')
  await requestReseal(after)
  expect(await readEncryptionStatus(after)).toMatchObject({ isResealing: true, total: 1, current: 0 })
  // In this worker, another key is current.
  await continueReseal(before)
  expect(await readDraft(before, id)).toBe('one')
  await continueReseal(after)
  expect(await readDraft(withKeys('k2'), id)).toBe('one')
  expect(await readEncryptionStatus(after)).toMatchObject({ isResealing: false, total: 1, current: 1 })
})

test('nothing is re-sealed while a process lacks the key, and a key that a process seals with can’t be retired', async () => {
  await checkKeys(after)
  const other = connect(location, { max: 1, connection: { application_name: sessionName(['k1']) } })
  try {
    await other`select 1`
    expect((await readEncryptionStatus(after)).lackedIds).toEqual(['k2'])
    const refusal = { code: 'encryption_key_not_everywhere' }
    await expect(resealEverything(after)).rejects.toMatchObject(refusal)
    await expect(requestReseal(after)).rejects.toMatchObject(refusal)
    await expect(retireEncryptionKey(after, 'k1')).rejects.toMatchObject({ code: 'encryption_key_sealing' })
  } finally {
    await other.end()
  }
})

test('names of sessions contain as many ids as fit', () => {
  expect(sessionName(['k2', 'k1'])).toBe('gatehouse keys=k2,k1')
  const long = sessionName(['abcdefghijklmnop', 'bbcdefghijklmnop', 'cbcdefghijklmnop', 'd'])
  expect(long).toBe('gatehouse keys=abcdefghijklmnop,bbcdefghijklmnop,+')
})

test('operators other than administrators are refused', async () => {
  const actor = { kind: 'operator', personId: newId(), role: 'operator', sessionId: newId() } as const
  const ctx = { ...after, actor }
  const calls = [
    readEncryptionStatus(ctx),
    resealEverything(ctx),
    requestReseal(ctx),
    retireEncryptionKey(ctx, 'k1'),
  ]
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'not_allowed' })
})
