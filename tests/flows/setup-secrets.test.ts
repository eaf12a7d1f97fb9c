import { expect, test } from 'vitest'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { Secret } from '#lib/secret.ts'
import { applySetup, planSetup } from '#lib/setup/apply.ts'
import { describeSteps } from '#lib/setup/steps.ts'
import { listApplications } from '#lib/store/applications.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { simulator, system } = world
const admin = world.as(await addOperator(world.services))

/** An application at Amazon, and the document that describes it, which always names the same client secret. */
function register(name: string) {
  const { applicationId, lwaClientId, clientSecrets } = simulator.addApplication({
    status: 'published',
    clientSecret: `amzn1.oa2-cs.v1.first-of-${name}`,
    applicationId: `amzn1.sp.solution.${name}`,
    lwaClientId: `amzn1.application-oa2-client.${name}`,
  })
  const typed = { name, spApiApplicationId: applicationId, lwaClientId }
  const written = (secret: string) => ({
    admin: null,
    apiKeys: [],
    applications: [{ typed, clientSecret: new Secret(secret) }],
  })
  const rotate = () => simulator.rotateSecret(applicationId).value
  const readRow = async () => {
    const all = await listApplications(database.db)
    const row = all.find(({ spApiApplicationId }) => spApiApplicationId === applicationId)
    if (row === undefined) throw new Error('the application is missing')
    return row
  }
  const replace = async (secret: string) =>
    replaceClientSecret(admin, (await readRow()).id, { value: new Secret(secret), createdOn: '2026-11-22' })
  return { first: clientSecrets[0]?.value ?? '', typed, written, rotate, readRow, replace }
}

test('a document with an older client secret leaves the rotated one in force', async () => {
  const { first, written, rotate, readRow, replace } = register('Rotated')
  await applySetup(system, written(first), 'apply')
  await replace(rotate())
  const rotated = await readRow()
  const planned = describeSteps(await planSetup(system, written(first), 'apply'))
  expect(planned).toMatch(/^= application Rotated/)
  expect(planned).not.toContain('client secret')
  await applySetup(system, written(first), 'apply')
  expect(await readRow()).toEqual(rotated)

  const newest = rotate()
  expect(describeSteps(await planSetup(system, written(newest), 'apply'))).toContain(
    'client secret: replaced',
  )
  await applySetup(system, written(newest), 'apply')
  expect(await readRow()).toMatchObject({ secretEnding: newest.slice(-4), secretCreatedOn: null })
  await replace(rotate())
  expect(describeSteps(await planSetup(system, written(newest), 'apply'))).toMatch(/^= application Rotated/)
})

test('a document that has named the stored client secret once doesn’t put it back later', async () => {
  const { first, written, rotate, readRow, replace } = register('Typed')
  const created = rotate()
  await applySetup(system, written(first), 'apply')
  // Somebody enters the next one in the dashboard, and in the document.
  await replace(created)
  await applySetup(system, written(created), 'apply')
  await replace(rotate())
  world.passMs(8 * 86_400_000)
  const before = await readRow()
  await applySetup(system, written(created), 'apply')
  expect(await readRow()).toEqual(before)
})

test('a document can’t replace the client secret of the environment’s application', async () => {
  const [present] = await listApplications(database.db)
  if (present === undefined) throw new Error('the environment defines none')
  const { name, spApiApplicationId, lwaClientId } = present
  const typed = { name, spApiApplicationId, lwaClientId }
  const value = new Secret(simulator.rotateSecret(world.applicationId).value)
  const planned = await planSetup(
    system,
    { admin: null, apiKeys: [], applications: [{ typed, clientSecret: value }] },
    'apply',
  )
  expect(planned).toMatchObject([
    { kind: 'conflict', details: [expect.stringContaining('LWA_CLIENT_SECRET')] },
  ])
})

test('a document with the current client secret of the environment’s application keeps it in force at the next start', async () => {
  const [atAmazon] = simulator.applications()
  const [present] = await listApplications(database.db)
  if (atAmazon === undefined || present === undefined) throw new Error('there is no application')
  const { name, spApiApplicationId, lwaClientId } = present
  const inEnvironment = atAmazon.clientSecrets[0]?.value ?? ''
  const start = () =>
    defineApplication(system, {
      spApiApplicationId,
      lwaClientId,
      lwaClientSecret: new Secret(inEnvironment),
      status: atAmazon.status,
      tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    })
  await start()
  const current = new Secret(simulator.rotateSecret(spApiApplicationId).value)
  await replaceClientSecret(admin, present.id, { value: current, createdOn: null })
  const typed = { name, spApiApplicationId, lwaClientId }
  await applySetup(
    system,
    { admin: null, apiKeys: [], applications: [{ typed, clientSecret: current }] },
    'apply',
  )
  world.passMs(8 * 86_400_000)
  await start()
  const [after] = await listApplications(database.db)
  expect(after?.secretEnding).toBe(current.expose().slice(-4))
})
