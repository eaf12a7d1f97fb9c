import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connectLink } from '#drizzle/schema.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { verifyAudit } from '#lib/audit/verify.ts'
import { labelAuthorization } from '#lib/authorizations/edit.ts'
import { pauseAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { canDeleteSellerData, deleteSellerData } from '#lib/compliance/delete-seller.ts'
import { eventTypes } from '#lib/events/catalog.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import { listLinkChoices } from '#lib/links/list.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { createChannel } from '#lib/notifications/channels.ts'
import { writeDigests } from '#lib/notifications/digests.ts'
import { createNotificationConsumer } from '#lib/notifications/notify.ts'
import { createRule } from '#lib/notifications/rules.ts'
import { setAccountReference } from '#lib/people/annotate-account.ts'
import { Secret } from '#lib/secret.ts'
import { listConsumerLags } from '#lib/store/events/events.ts'
import { addUndeliverable, listMessages } from '#lib/store/events/messages.ts'
import { newId } from '#lib/vault/random.ts'
import { addAdmin } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, refusal } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, make } = await createLinkWorld(database, world)
const admin = await addAdmin(world.services, world.as)
const consumer = createNotificationConsumer(world.services)
await consumer.drain()
const dayMs = 86_400_000

/** Another database's open transactions delay events: all of the cluster are settled in one order. */
async function readEvents(): Promise<void> {
  let waiting: number
  do {
    await consumer.drain()
    waiting = (await listConsumerLags(db)).find(({ name }) => name === 'notifications')?.waiting ?? 0
  } while (waiting > 0)
}

/** Every column of text and JSON, apart from events, which are kept for 90 days, in which one of these occurs. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const columns = await db.execute<{ table: string; column: string }>(sql`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'event'
      and c.data_type in ('text', 'jsonb', 'ARRAY')`)
  const places: string[] = []
  for (const { table, column } of columns)
    for (const word of words) {
      const found = await db.execute(sql`select from ${sql.identifier(table)}
        where position(${word.toLowerCase()} in lower(${sql.identifier(column)}::text)) > 0 limit 1`)
      if (found.length > 0) places.push(`${table}.${column}: ${word}`)
    }
  return places
}

test('after a seller’s data is deleted, their names and addresses are nowhere, apart from events', async () => {
  const channelId = newId()
  await createChannel(admin, {
    id: channelId,
    name: 'Team',
    kind: 'email',
    recipients: 'team@example.com',
    url: new Secret(''),
  })
  for (const digestHour of [null, 8])
    await createRule(admin, {
      id: newId(),
      channelId,
      applicationId: null,
      tag: null,
      digestHour,
      timeZone: 'UTC',
      eventTypes: Object.entries(eventTypes).flatMap(([type, { isPublic }]) => (isPublic ? type : [])),
    })
  const { id, token } = await make({
    label: 'Quillfeather letters',
    sendTo: 'hint@quillfeather.example',
    externalReference: 'QF-4711',
  })
  await addUndeliverable(db, 'hint@quillfeather.example', 'no such user', world.services.now())
  const seller = await world.addAccount('Quillfeather')
  await claimLink(seller, token, null)
  const { outcome } = await world.authorize(seller, `?link=${id}`, 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  await labelAuthorization(operator, outcome.authorizationId, 'Quillfeather store')
  await readEvents()
  world.passMs(2 * dayMs)
  await writeDigests(world.system)
  await pauseAuthorization(operator, outcome.authorizationId)
  await readEvents()

  const words = ['Quillfeather', 'QF-4711', 'Harbor Pine', 'A1USHARBORPINE']
  const before = await placesOf(words)
  for (const table of ['message', 'digest_item', 'undeliverable_address', 'audit_personal', 'authorization'])
    expect(before.filter((place) => place.startsWith(`${table}.`))).not.toEqual([])
  await sealAudit(world.system)
  const accountId = 'accountId' in seller.actor ? (seller.actor.accountId ?? '') : ''
  await deleteSellerData(admin, accountId)
  expect(await placesOf(words)).toEqual([])
  const left = await readAuthorization(admin, outcome.authorizationId)
  expect(left).toMatchObject({ name: 'Deleted seller', sellingPartnerId: null })
  await readEvents()
  expect(await placesOf(words), 'what is told of the deletion').toEqual([])
  const told = await listMessages(db, { status: null, search: 'team@', after: null, limit: 50 })
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['event', 'digest']))
  expect(JSON.stringify(told)).toContain('Deleted seller')

  // Their entries about links and attempts named no account when they were written.
  await sealAudit(world.system)
  const { faults, erased } = await verifyAudit(world.system)
  expect(faults).toEqual([])
  expect(erased).toBeGreaterThan(0)
})

test('a deleted seller’s account can’t be chosen, named or annotated, so that nothing is stored for it', async () => {
  const seller = await world.addAccount('Marrowfat')
  const accountId = 'accountId' in seller.actor ? (seller.actor.accountId ?? '') : ''
  await deleteSellerData(admin, accountId)
  expect((await listLinkChoices(operator)).accounts.map(({ id }) => id)).not.toContain(accountId)
  await expect(make({ account: accountId })).rejects.toThrow(refusal('account_unknown'))
  await expect(make({ account: 'Deleted seller' })).rejects.toThrow(refusal('account_unknown'))
  await expect(setAccountReference(admin, accountId, { externalReference: 'MF-1' })).rejects.toThrow(
    refusal('account_not_found'),
  )
  const line = { refresh_token: `Atzr|${'Marrowfat'.repeat(40)}`, account_id: accountId, country: 'US' }
  const file = new Secret(Buffer.from(JSON.stringify(line)))
  expect((await prepareImport(admin, file)).invalid).toMatchObject([
    { code: 'import_account_unknown', field: 'account_id' },
  ])
})

test('data that came to a deleted account, as older versions allowed, can be deleted too, once', async () => {
  const seller = await world.addAccount('Pettifog')
  const accountId = 'accountId' in seller.actor ? (seller.actor.accountId ?? '') : ''
  await deleteSellerData(admin, accountId)
  expect(await canDeleteSellerData(admin, accountId)).toBe(false)
  const { id } = await make({ label: 'Pettifog again' })
  await db.update(connectLink).set({ accountId }).where(eq(connectLink.id, id))
  expect(await canDeleteSellerData(admin, accountId)).toBe(true)
  expect((await deleteSellerData(admin, accountId)).counts).toMatchObject({ links: 1 })
  expect(await placesOf(['Pettifog'])).toEqual([])
  await expect(deleteSellerData(admin, accountId)).rejects.toThrow(refusal('account_not_found'))
})
