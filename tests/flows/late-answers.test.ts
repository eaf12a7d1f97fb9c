import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization, call, event, marketplaceParticipation, roleCheck } from '#drizzle/schema.ts'
import { deleteSellerData } from '#lib/compliance/delete-seller.ts'
import { readParticipations } from '#lib/maintenance/read-participations.ts'
import { checkAuthorizationRoles } from '#lib/role-checks/check.ts'
import { addAdmin } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { runCall } from './run-call.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const admin = await addAdmin(world.services, world.as)
const start = websiteStart(marketplaceIds.us)
const dayMs = 86_400_000
const participationsPath = '/sellers/v1/marketplaceParticipations'

async function connect(name: string) {
  const seller = await world.addAccount(name)
  const { outcome } = await world.authorize(seller, start, 'A1USHARBORPINE')
  if (outcome.kind !== 'completed' || seller.actor.kind !== 'account')
    throw new Error(JSON.stringify(outcome))
  return { seller, id: outcome.authorizationId, accountId: seller.actor.accountId }
}

const read = async (id: string) => {
  const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
  return row
}

/** Amazon answers a request of `ask` only after the seller's data was deleted. */
async function answerAfterDeletion(accountId: string, words: string, ask: () => Promise<unknown>) {
  const held = world.hold(words)
  const asking = ask()
  asking.catch(() => {})
  await held.came
  await deleteSellerData(admin, accountId)
  await held.release()
  return asking
}

test('what Amazon says about a seller whose data was deleted meanwhile isn’t stored', async () => {
  const one = await connect('Harbor Pine')
  await answerAfterDeletion(one.accountId, participationsPath, () => readParticipations(world.system, one.id))
  expect(await read(one.id)).toMatchObject({ storeName: null, sellingPartnerId: null })
  const ofOne = eq(marketplaceParticipation.authorizationId, one.id)
  expect(await db.$count(marketplaceParticipation, ofOne)).toBe(0)
  const changes = await db.select({ type: event.type }).from(event).where(eq(event.authorizationId, one.id))
  expect(changes.map(({ type }) => type)).not.toContain('participation.changed')

  const two = await connect('Harbor Pine again')
  const calling = answerAfterDeletion(two.accountId, participationsPath, () => runCall(admin, two.id))
  await expect(calling).rejects.toThrow(refusal('authorization_released'))
  expect(await db.$count(call, eq(call.authorizationId, two.id))).toBe(0)
  expect(await world.trace(two.id), 'the call is on record').toContain('call.ran')

  const three = await connect('Harbor Pine once more')
  await checkAuthorizationRoles(admin, three.id)
  const lastRead = world.simulator.received().at(-1)?.path ?? ''
  world.passMs(dayMs)
  await answerAfterDeletion(three.accountId, lastRead, () => checkAuthorizationRoles(admin, three.id))
  expect(await db.$count(roleCheck, eq(roleCheck.authorizationId, three.id))).toBe(0)
})

test('what Amazon says about the grant before doesn’t count for the one that replaced it meanwhile', async () => {
  const { seller, id } = await connect('Renews')
  const held = world.hold(participationsPath)
  const reading = readParticipations(world.system, id)
  await held.came
  world.passMs(60_000)
  const { outcome } = await world.authorize(seller, start, 'A1USHARBORPINE')
  expect(outcome).toMatchObject({ kind: 'completed', authorizationId: id })
  const renewed = await read(id)
  expect(renewed?.participationsProblem).toBeNull()
  world.passMs(60_000)
  world.simulator.addFault({ kind: 'status', status: 503, at: 'sp-api', times: 5 })
  await held.release()
  await reading
  expect(await read(id)).toEqual(renewed)
})
