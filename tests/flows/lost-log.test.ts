import { closeSync, openSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken } from '#drizzle/schema.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'

/** A full disk: every write to it fails with ENOSPC. */
const full = openSync('/dev/full', 'w')
afterAll(() => closeSync(full))
const own = await createInstallation({ stdout: full })
const { services, simulator, system } = own
const { db } = services

test('I6: tokens are vended and refreshed while no log line can be written', async () => {
  await checkKeys(services)
  const { key } = await makeKey(await addAdmin(services, (actor) => ({ ...system, actor })))
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  const api = await own.startApi([], { WORKER: 'on', LOG_LEVEL: 'debug' })
  for (let turn = 0; turn < 5; turn += 1) {
    await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
    expect((await api.vend(id, key)).status).toBe(200)
  }
  // Each wrong key writes a line to the log.
  expect((await api.vendOnce(id, 'ghk_wrong')).status).toBe(401)
  expect((await api.vend(id, key)).status).toBe(200)
  expect(await api.end('SIGTERM')).toBe(0)
})
