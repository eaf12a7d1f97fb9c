import { expect, test } from 'vitest'
import { mergeHistory } from '#components/authorizations/history.tsx'
import { listAttemptsOf } from '#lib/attempts/read.ts'
import { pauseAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const world = await createAmazonWorld(await useDatabase())

test('one history has people’s actions, changes of state, and failed attempts', async () => {
  const seller = await world.addAccount('Harbor & Pine')
  const { attemptId, outcome } = await world.authorize(
    seller,
    websiteStart(marketplaceIds.us),
    'A1USHARBORPINE',
  )
  const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
  world.passMs(335 * 86_400_000)
  await drainDueStates(world.system)
  world.passMs(1_000)
  await pauseAuthorization(world.operator, id)
  world.passMs(1_000)

  const { history, stateChanges } = await readAuthorization(world.operator, id)
  const merged = mergeHistory(history, stateChanges, await listAttemptsOf(world.operator, id))
  expect(merged.map(({ what, href }) => ({ what, href }))).toEqual([
    { what: 'Paused', href: null },
    { what: 'Renewal due', href: null },
    { what: 'Authorized', href: `/ops/attempts/${attemptId}` },
  ])
  expect((await readAuthorization(seller, id)).stateChanges, 'sellers get their own words').toEqual([])
})
