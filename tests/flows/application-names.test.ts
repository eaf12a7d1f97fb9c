import { expect, test } from 'vitest'
import { changeApplication, restoreApplication, retireApplication } from '#lib/applications/change.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { parseName } from '#lib/parse-name.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications } from '#lib/store/applications.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refusal } from './amazon-world.ts'
import { createApplicationsWorld } from './applications-world.ts'

const database = await useDatabase()
const world = await createApplicationsWorld(database)
const { admin, operatorOf, another, create, seenAt, rowOf } = world
const names = async () => (await listApplications(database.db)).map(({ name }) => name)

/** Of two concurrent calls, returns the error of the one that fails. */
async function lost(...both: readonly Promise<unknown>[]): Promise<unknown> {
  const ends = await Promise.allSettled(both)
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  return ends.find((end) => end.status === 'rejected')?.reason
}

test('when two administrators add the same SP-API application, the second gets an error', async () => {
  const wanted = another()
  const before = (await names()).length
  const reason = await lost(
    create(admin, wanted),
    create(operatorOf('admin'), { ...wanted, name: 'Under another name' }),
  )
  expect(reason).toMatchObject({ code: 'application_id_taken' })
  expect(await names()).toHaveLength(before + 1)
})

test('when two administrators give two applications the same SP-API id, the second gets an error', async () => {
  const wanted = [another(), another()] as const
  const ids = [await create(admin, wanted[0]), await create(admin, wanted[1])] as const
  const seen = [await seenAt(ids[0]), await seenAt(ids[1])] as const
  const { spApiApplicationId } = another()
  const reason = await lost(
    changeApplication(admin, ids[0], seen[0], { ...wanted[0], spApiApplicationId }),
    changeApplication(operatorOf('admin'), ids[1], seen[1], { ...wanted[1], spApiApplicationId }),
  )
  expect(reason).toMatchObject({ code: 'application_id_taken' })
  const stored = [await rowOf(ids[0]), await rowOf(ids[1])]
  expect(stored.filter((row) => row.spApiApplicationId === spApiApplicationId)).toHaveLength(1)
})

test('a name belongs to one application in use, whatever its capitalization', async () => {
  const id = await create(admin, another({ name: 'Straße nach Süden' }))
  const name = parseName('  STRASSE nach\u00A0 süden ').replace('STRASSE', 'STRAße')
  await expect(create(admin, another({ name }))).rejects.toThrow(refusal('application_name_taken'))
  const wanted = another()
  const other = await create(admin, wanted)
  const trace = await world.trace(other)
  await expect(changeApplication(admin, other, await seenAt(other), { ...wanted, name })).rejects.toThrow(
    refusal('application_name_taken'),
  )
  expect(await world.trace(other)).toEqual(trace)
  await changeApplication(admin, id, await seenAt(id), {
    ...another({ name }),
    spApiApplicationId: (await rowOf(id)).spApiApplicationId,
  })
  expect((await rowOf(id)).name, 'its own name is not in its way').toBe(name)
})

test('when two people choose the same name, the second gets an error', async () => {
  const reason = await lost(
    create(admin, another({ name: 'At once' })),
    create(operatorOf('admin'), another({ name: 'at ONCE' })),
  )
  expect(reason).toMatchObject({ code: 'application_name_taken' })
})

test('a retired application frees its name, and can only come back while the name is free', async () => {
  const id = await create(admin, another({ name: 'Seasonal' }))
  await retireApplication(admin, id)
  const wanted = another({ name: 'seasonal' })
  const heir = await create(admin, wanted)
  await expect(restoreApplication(admin, id)).rejects.toThrow(refusal('application_name_taken'))
  expect((await rowOf(id)).retiredAt).not.toBeNull()
  await changeApplication(admin, heir, await seenAt(heir), { ...wanted, name: 'Seasonal too' })
  await restoreApplication(admin, id)
  expect((await rowOf(id)).retiredAt).toBeNull()
})

test('the environment’s application gets a number if the company’s name is taken', async () => {
  expect(await names()).toContain('Acme Tools')
  await create(admin, another({ name: 'acme tools 2' }))
  const spApiApplicationId = 'amzn1.sp.solution.numbered'
  const definition = {
    spApiApplicationId,
    status: 'draft' as const,
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    lwaClientId: 'amzn1.application-oa2-client.numbered',
    lwaClientSecret: new Secret(`first-${randomToken()}`),
  }
  await Promise.all([1, 2, 3].map(() => defineApplication(world.system, definition)))
  const stored = (await listApplications(database.db)).filter(
    (row) => row.spApiApplicationId === spApiApplicationId,
  )
  expect(stored.map(({ name }) => name)).toEqual(['Acme Tools 3'])
})
