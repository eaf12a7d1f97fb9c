import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { application } from '#drizzle/schema.ts'
import { changeApplication } from '#lib/applications/change.ts'
import { dateClientSecret } from '#lib/applications/client-secrets.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { readApplications } from '#lib/applications/read.ts'
import { sealClientSecret } from '#lib/applications/seal-client-secret.ts'
import { listSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { Secret } from '#lib/secret.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { refusal } from './amazon-world.ts'
import { createApplicationsWorld, dayMs } from './applications-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createApplicationsWorld(database)
const { admin, another, seenAt, rowOf, secretOf } = world

describe('the environment', () => {
  const definition = {
    spApiApplicationId: 'amzn1.sp.solution.of-environment',
    status: 'published' as const,
    lwaClientId: 'amzn1.application-oa2-client.ofenvironment',
    lwaClientSecret: new Secret(`first-${randomToken()}`),
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
  }
  const define = async (change: Partial<typeof definition> = {}) => {
    await defineApplication(world.system, { ...definition, ...change })
    const [row] = await db
      .select()
      .from(application)
      .where(eq(application.spApiApplicationId, definition.spApiApplicationId))
    if (row === undefined) throw new Error('nothing was defined')
    return row
  }

  test('sets its own facts at each start, and leaves the others to admins', async () => {
    const { id } = await define()
    const { roles: _, ...own } = another({ name: 'Of both', renewalTermDays: null })
    const {
      spApiApplicationId: _id,
      status: _status,
      lwaClientId: _client,
      tokenEndpoint: _endpoint,
      ...rest
    } = own
    const { redirectUri: _redirect, logInUri: _logIn, ...beside } = rest
    await changeApplication(admin, id, await seenAt(id), { ...beside, roles: ['Pricing'] })
    const row = await define({ status: 'published' })
    expect(row).toMatchObject({ name: 'Of both', renewalTermDays: null, definedBy: 'environment' })
    expect((await readApplications(admin))[0]?.id, 'the environment comes first').toBe(id)
    await expect(
      changeApplication(admin, id, await seenAt(id), another({ name: 'Mine' })),
      'what the environment says is not changed here',
    ).rejects.toThrow(refusal('application_changed'))
  })

  test('has the creation date of its secret asked for, and again after the secret was changed there', async () => {
    const { id } = await define()
    const isAskedFor = async () =>
      (await listSecretAlarms(admin)).some(({ applicationId }) => applicationId === id)
    expect(await isAskedFor()).toBe(true)
    await dateClientSecret(admin, id, world.services.now().toISOString().slice(0, 10))
    expect(await isAskedFor()).toBe(false)
    await define({ lwaClientSecret: new Secret(`another-${randomToken()}`) })
    expect(await isAskedFor()).toBe(true)
    await db.update(application).set({ retiredAt: world.services.now() }).where(eq(application.id, id))
    expect(await isAskedFor(), 'of a retired application').toBe(false)
    await db.update(application).set({ retiredAt: null }).where(eq(application.id, id))
  })

  test('applies its secret when it changes, but not over one that was entered in the dashboard', async () => {
    const { id } = await define()
    const promoted = `promoted-${randomToken()}`
    await db
      .update(application)
      .set(sealClientSecret(admin, id, new Secret(promoted)))
      .where(eq(application.id, id))
    await define()
    expect(await secretOf(id), 'a start changes nothing').toBe(promoted)

    const next = `next-${randomToken()}`
    world.passMs(dayMs)
    const row = await define({ lwaClientSecret: new Secret(next) })
    expect(await secretOf(id)).toBe(next)
    expect(row).toMatchObject({ secretEnding: next.slice(-4), secretStoredAt: world.services.now() })
    const count = (await world.trace(id)).length
    await define({ lwaClientSecret: new Secret(next) })
    expect(await world.trace(id), 'the same once more leaves no trace').toHaveLength(count)
  })

  test('leaves its previous application to the admins when it names another one, or none', async () => {
    const { id } = await define()
    await defineApplication(world.system, null)
    expect((await rowOf(id)).definedBy).toBe('admin')
    expect(await world.details(id)).toEqual({ changed: 'definedBy' })
    const before = (await world.trace(id)).length
    await defineApplication(world.system, null)
    expect(await world.trace(id)).toHaveLength(before)
    expect((await define()).definedBy).toBe('environment')
    await defineApplication(world.system, null)
  })

  test('two processes that start at the same time store it once', async () => {
    const spApiApplicationId = 'amzn1.sp.solution.at-once'
    await Promise.all(
      [1, 2, 3].map(() => defineApplication(world.system, { ...definition, spApiApplicationId })),
    )
    const rows = await db
      .select()
      .from(application)
      .where(eq(application.spApiApplicationId, spApiApplicationId))
    expect(rows).toHaveLength(1)
    expect(await world.trace(rows[0]?.id ?? '')).toEqual(['application.defined'])
    await defineApplication(world.system, null)
  })
})
