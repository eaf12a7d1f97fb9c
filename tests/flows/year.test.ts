import { expect, test } from 'vitest'
import { ownStatus } from '#components/connect/own-status.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import { textIn } from '#lib/languages/text.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'
import { passDays } from './pass-days.ts'
import { goOnFromLogInUri, reAuthorizeAtAmazon } from './renew-at-amazon.ts'

const world = await createAmazonWorld(await useDatabase())
const api = await serveApi(world.services)
const { key } = await makeKey(await addAdmin(world.services, world.as))
const seller = await world.addAccount('Harbor Pine')
const partner = 'A1USHARBORPINE'
const minuteMs = 60_000

/** The four views: of the operator, the calendar, the seller, and a program that wants a token. */
async function look(id: string) {
  const seen = await readAuthorization(world.operator, id)
  const { levels, rows } = await readRenewals(world.operator, {})
  const own = ownStatus(await readAuthorization(seller, id), {
    companyName: 'Acme Tools',
    now: world.services.now(),
    text: textIn('en', 'status'),
    language: 'en',
  })
  const vend = await api.vend(id, key)
  return {
    health: seen.health,
    flags: seen.flags,
    reason: seen.reason,
    level: levels.find(({ count }) => count > 0)?.name,
    renewsBy: rows[0]?.renewsBy.toISOString().slice(0, 10),
    seller: own.sentence,
    asksSeller: own.asksSeller,
    vend: vend.status === 200 ? 200 : vend.body.code,
  }
}

test('a year and more of one authorization: connected, warned of, renewed, lapsed, and authorized again', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const id = outcome.authorizationId

  const fresh = { health: 'working', flags: [], seller: null, asksSeller: false, vend: 200 }
  expect(await look(id)).toMatchObject({ ...fresh, level: 'later', renewsBy: '2027-11-22' })
  await passDays(world, 304)
  expect(await look(id), '61 days before the end').toMatchObject({ ...fresh, level: 'later' })
  await passDays(world, 1)
  expect(await look(id), '60 days before').toMatchObject({ ...fresh, level: 'within-60' })
  await passDays(world, 29)
  expect(await look(id), '31 days before').toMatchObject({ ...fresh, level: 'within-60' })
  await passDays(world, 1)
  const due = {
    health: 'working',
    flags: ['renewal_due'],
    seller:
      'Amazon asks you to renew your permission from time to time. Please renew it by 22 Nov 2027. Everything keeps working until then.',
    asksSeller: true,
    vend: 200,
  }
  expect(await look(id), '30 days before').toMatchObject({ ...due, level: 'within-30' })
  await passDays(world, 23)
  expect(await look(id), '7 days before').toMatchObject({ ...due, level: 'within-7' })

  const renewal = await goOnFromLogInUri(seller, await reAuthorizeAtAmazon(world, partner))
  expect(renewal.outcome).toEqual({ kind: 'completed', authorizationId: id })
  expect(await look(id)).toMatchObject({ ...fresh, level: 'later', renewsBy: '2028-11-14' })

  await passDays(world, 369)
  const overdue = await look(id)
  expect(overdue, 'C6: past its term, it works and is not condemned').toMatchObject({
    health: 'working',
    flags: ['renewal_overdue'],
    level: 'overdue',
    asksSeller: true,
    vend: 200,
  })
  expect(overdue.reason).toContain('documents disagree')
  expect(overdue.seller).toContain('It still works')

  world.simulator.lapse(world.simulator.authorizations()[0]?.id ?? '')
  world.passMs(61 * minuteMs)
  expect(await look(id)).toMatchObject({
    health: 'working',
    flags: ['renewal_overdue'],
    vend: 'authorization_in_doubt',
  })
  const doubt = { health: 'retrying', asksSeller: false, vend: 'authorization_in_doubt' }
  world.passMs(8 * minuteMs)
  expect(await look(id)).toMatchObject({ ...doubt, level: 'overdue' })
  world.passMs(8 * minuteMs)
  await look(id)
  const lapsed = await look(id)
  expect(lapsed, "LWA's third refusal condemns").toMatchObject({
    health: 'reauthorization_needed',
    asksSeller: true,
    vend: 'authorization_needs_reauthorization',
  })
  expect(lapsed.seller).toContain('no longer accepts your permission')
  expect((await readAuthorization(world.operator, id)).diagnosis?.title).toBeTruthy()

  const again = `${websiteStart(marketplaceIds.us)}&authorization=${id}`
  expect((await world.authorize(seller, again, partner)).outcome).toEqual({
    kind: 'completed',
    authorizationId: id,
  })
  expect(await look(id)).toMatchObject({ ...fresh, level: 'later' })
  expect((await world.trace(id)).filter((action) => action === 'authorization.re-authorized')).toHaveLength(2)
})
