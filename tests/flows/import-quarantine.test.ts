import { and, eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { attempt, tokenImportLine } from '#drizzle/schema.ts'
import { acceptQuarantined, dismissQuarantined, readReplacedToken } from '#lib/attempts/quarantine.ts'
import {
  disconnectAuthorization,
  releaseAuthorization,
  revokeAuthorization,
} from '#lib/authorizations/disconnect.ts'
import { cancelImport } from '#lib/imports/start.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createImportWorld } from './import-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createImportWorld(database)
const { operator, mint, simulator, importFile, start, file, lines, row } = world
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

/** A seller's token is imported, the seller disconnects, and a file with the token is imported again. */
async function importAfterDisconnect(name: string, facts: object, second: object = {}) {
  const seller = await world.addAccount(name)
  if (seller.actor.kind !== 'account') throw new Error('no seller')
  const line = { ...facts, region: 'na', account_id: seller.actor.accountId }
  const [first] = (await importFile(file(line))).lines
  const id = first?.authorizationId ?? ''
  await disconnectAuthorization(seller, id)
  world.passMs(60_000)
  const [again] = (await importFile(file({ ...line, ...second }))).lines
  expect(again).toMatchObject({ result: 'quarantined', problem: 'import_seller_disconnected' })
  return { id, attemptId: again?.attemptId ?? '' }
}

test('a quarantined token without a selling partner id can be accepted, and renews its own record', async () => {
  const { id, attemptId } = await importAfterDisconnect('Harbor Pine', {
    refresh_token: mint('A1USHARBORPINE'),
  })
  expect(await readReplacedToken(operator, attemptId)).toMatchObject({ authorizationId: id, isNewer: false })
  expect(await acceptQuarantined(operator, attemptId)).toEqual({ kind: 'accepted', authorizationId: id })
  expect(await row(id)).toMatchObject({ health: 'working', sellingPartnerId: null, disconnectedAt: null })
})

test('a quarantined token without a selling partner id can be dismissed', async () => {
  const { id, attemptId } = await importAfterDisconnect('Northwind', { refresh_token: mint('A2NANORTHWIND') })
  await dismissQuarantined(operator, attemptId)
  const [ended] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(ended).toMatchObject({ status: 'failed', grantSealed: null })
  expect(await row(id)).toMatchObject({ health: 'disconnected' })
})

test('an accepted line keeps its reference, its tags and the date of the authorization', async () => {
  const facts = { refresh_token: mint('A9USQUOTES'), selling_partner_id: 'A9USQUOTES' }
  const stated = { reference: 'customer-9', tags: { plan: 'pro' }, authorized_at: '2026-03-31' }
  const { id, attemptId } = await importAfterDisconnect('Quotes', facts, stated)
  expect(await readReplacedToken(operator, attemptId)).toMatchObject({ authorizationId: id })
  expect(await acceptQuarantined(operator, attemptId)).toEqual({ kind: 'accepted', authorizationId: id })
  expect(await row(id)).toMatchObject({
    externalReference: 'customer-9',
    tags: { plan: 'pro' },
    sellingPartnerId: 'A9USQUOTES',
    renewedAt: new Date('2026-03-31T00:00:00Z'),
  })
})

test.each([
  ['revokes', revokeAuthorization],
  ['releases', releaseAuthorization],
])('an import that is still running doesn’t undo that an operator %s the selling partner', async (_, end) => {
  const seller = {
    refresh_token: mint('A1USHARBORPINE'),
    selling_partner_id: 'A1USHARBORPINE',
    country: 'US',
  }
  const [first] = (await importFile(file(seller))).lines
  const id = first?.authorizationId ?? ''
  world.passMs(60_000)
  const running = await start(file({ ...seller, refresh_token: mint('A1USHARBORPINE') }))
  world.passMs(60_000)
  await end(operator, id)
  await world.importer.runDue()
  const [line] = await lines(running)
  expect(line).toMatchObject({ result: 'quarantined', problem: 'disconnected_since' })
  expect(await row(id)).toMatchObject({ health: 'disconnected', refreshTokenSealed: null })
  expect(await acceptQuarantined(operator, line?.attemptId ?? '')).toMatchObject({ kind: 'accepted' })

  world.passMs(60_000)
  const [later] = (await importFile(file({ ...seller, refresh_token: mint('A1USHARBORPINE') }))).lines
  expect(later).toMatchObject({ result: 'already_here' })
})

test('a quarantined line can be accepted although an earlier line of its file brought the seller’s token', async () => {
  const [first, second] = ['A6USSUSPENDED', 'A2NANORTHWIND'].map((holder) => ({
    refresh_token: mint(holder),
    selling_partner_id: 'A6USSUSPENDED',
    country: 'US',
  }))
  const id = await start(file(first ?? {}, second ?? {}))
  const secondLine = and(eq(tokenImportLine.importId, id), eq(tokenImportLine.line, 2))
  await db
    .update(tokenImportLine)
    .set({ dueAt: new Date(world.services.now().getTime() + 60_000) })
    .where(secondLine)
  world.passMs(30_000)
  await world.importer.runDue()
  world.passMs(30_000)
  await world.importer.runDue()
  const [imported, aside] = await lines(id)
  expect(imported).toMatchObject({ result: 'imported' })
  expect(aside).toMatchObject({ result: 'quarantined', problem: 'import_seller_differs' })
  const attemptId = aside?.attemptId ?? ''
  const authorizationId = imported?.authorizationId ?? ''
  expect(await readReplacedToken(operator, attemptId)).toMatchObject({ authorizationId, isNewer: false })
  expect(await acceptQuarantined(operator, attemptId)).toEqual({ kind: 'accepted', authorizationId })
})

test('a canceled import ends the line that a worker was trying', async () => {
  const id = await start(file({ refresh_token: mint('A1USHARBORPINE'), region: 'na' }))
  const asked = world.hold('grant_type=')
  simulator.addFault({ kind: 'status', status: 503, at: 'token' } as never)
  const running = world.importer.runDue()
  await asked.came
  expect(await cancelImport(operator, id)).toBe(0)
  void asked.release()
  await running
  simulator.clearFaults()
  await world.importer.runDue()
  expect(await lines(id)).toMatchObject([{ result: 'canceled', tokenSealed: null, problem: null }])
})
