import { Secret as OtpSecret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { beginApp, enableApp } from '#lib/people/second-factor.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { urlOf } from '../fixtures/database-server.ts'
import { runGatehouse } from '../fixtures/run-gatehouse.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)

const unlock = (...args: readonly string[]) =>
  runGatehouse(['unlock', ...args], {
    GATEHOUSE_KEYS: `k1:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    DATABASE_URL: urlOf(database.location),
    LOG_LEVEL: 'warn',
  })

test('the command removes the last administrator’s factors, and reports that', async () => {
  // The command has the real clock.
  world.passMs(Date.now() - world.services.now().getTime())
  await world.addOperator('admin@example.com', 'admin')
  const { ctx, token } = await world.enter('admin@example.com')
  const { key } = await beginApp(ctx)
  const app = new TOTP({ secret: OtpSecret.fromBase32(key.expose()) })
  await enableApp(ctx, app.generate({ timestamp: world.services.now().getTime() }))
  const request = { email: 'admin@example.com', password: new Secret(goodPassword), userAgent: null }
  await expect(signIn(world.visitor(), request)).rejects.toThrow(refusal('second_step_required'))

  const plain = await unlock('admin@example.com')
  expect(plain).toMatchObject({ code: 0, output: expect.stringContaining('is unlocked') })
  await expect(signIn(world.visitor(), request)).rejects.toThrow(refusal('second_step_required'))

  const removed = await unlock('--remove-factors', 'admin@example.com')
  expect(removed).toMatchObject({
    code: 0,
    output: expect.stringContaining('no longer has passkeys, an app'),
  })
  expect(await findActor(world.services, token)).toBeNull()
  await expect(signIn(world.visitor(), request)).resolves.toHaveProperty('sessionToken')

  const unknown = await unlock('nobody@example.com')
  expect(unknown.code).not.toBe(0)
  expect(unknown.output).toContain('Person not found')
  expect(unknown.output).not.toContain('    at ')
  const usage = await unlock()
  expect(usage.code).not.toBe(0)
  expect(usage.output).toContain('unlock <email> [--remove-factors]')
}, 120_000)
