import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, authorization, vendCount } from '#drizzle/schema.ts'
import { disconnectAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { visibleTo } from '#lib/context.ts'
import { findAuthorization } from '#lib/store/authorizations.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const { db } = services
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin)

/** The context of its owner, signed in. */
async function ownerOf(id: string) {
  const found = await findAuthorization(db, id, visibleTo(system.actor))
  if (found === null) throw new Error(`${id} is gone`)
  const { accountId } = found.authorization
  return { ...system, actor: { kind: 'account', personId: id, accountId, sessionId: id } as const }
}

test('after a disconnect or a revocation, no process vends or calls Amazon, and the history stays', async () => {
  const processes = await Promise.all([own.startApi(), own.startApi()])
  const bySeller = await addGrant(system, simulator, 'A1USHARBORPINE')
  const byOperator = await addGrant(system, simulator, 'A2NANORTHWIND')
  const statuses = (id: string) => Promise.all(processes.map(async (one) => (await one.vend(id, key)).status))
  expect(await statuses(bySeller)).toEqual([200, 200])
  expect(await statuses(byOperator)).toEqual([200, 200])

  await disconnectAuthorization(await ownerOf(bySeller), bySeller)
  await revokeAuthorization(admin, byOperator)
  const asked = own.tokenRequests().length
  for (const id of [bySeller, byOperator]) {
    expect(await statuses(id)).toEqual([409, 409])
    const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
    expect(row).toMatchObject({ refreshTokenSealed: null, previousTokenSealed: null })
    expect(await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))).toEqual([])
  }
  expect(own.tokenRequests().length).toBe(asked)

  const seen = await readAuthorization(admin, bySeller)
  expect(seen).toMatchObject({ health: 'disconnected', disconnectedBy: 'account', renewsBy: null })
  expect(seen.history.map(({ action }) => action)).toEqual(['authorization.disconnected'])
  expect(seen.manageAppsUrl).toMatch(/\/sellercentral\.amazon\.com\/apps\/manage$/)
  expect((await readAuthorization(admin, byOperator)).history.map(({ action }) => action)).toEqual([
    'authorization.revoked',
  ])
  await Promise.all(processes.map((one) => one.end('SIGTERM')))
  const counted = await db.select().from(vendCount).where(eq(vendCount.authorizationId, bySeller))
  expect(counted).toMatchObject([{ count: 2 }])
})

test('a refresh in progress in another process stores nothing after the seller has left', async () => {
  const other = await own.startApi()
  const id = await addGrant(system, simulator, 'A9USQUOTES')
  const asking = own.hold('grant_type=refresh_token')
  const vending = other.vend(id, key)
  await expect.poll(() => asking.count).toBe(1)
  await disconnectAuthorization(await ownerOf(id), id)
  asking.release()
  expect((await vending).status).toBe(409)
  expect(await db.select().from(accessToken).where(eq(accessToken.authorizationId, id))).toEqual([])
  await other.end('SIGTERM')
})
