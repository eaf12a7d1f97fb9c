import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { earlierPassword, person, recoveryCode, totp } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { changePassword } from '#lib/people/change-password.ts'
import { limits } from '#lib/people/limits.ts'
import { listPeople } from '#lib/people/list.ts'
import { beginPasskeySignIn, signInWithPasskey } from '#lib/people/passkey-sign-in.ts'
import { addPasskey, beginPasskey, listOwnPasskeys, removePasskey } from '#lib/people/passkeys.ts'
import { createPasswordReset, resetPassword } from '#lib/people/password-reset.ts'
import {
  beginApp,
  confirmWithCode,
  createRecoveryCodes,
  disableApp,
  enableApp,
  readOwnFactors,
} from '#lib/people/second-factor.ts'
import { takeSecondStep } from '#lib/people/second-step.ts'
import { findActor } from '#lib/people/sessions.ts'
import { beginSignIn, mostFailures, signIn } from '#lib/people/sign-in.ts'
import { unlockPerson } from '#lib/people/unlock.ts'
import { confirmationMs, isConfirmed } from '#lib/require-confirmation.ts'
import { Secret } from '#lib/secret.ts'
import { createAuthenticator } from '../fixtures/authenticator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPhone } from '../fixtures/phone.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const stepMs = 30_000

let admin: Context
beforeAll(async () => {
  await world.addOperator('admin@example.com', 'admin')
  admin = (await world.enter('admin@example.com')).ctx
})

async function newOperator(email: string, role: 'viewer' | 'admin' = 'viewer') {
  await world.addOperator(email, role)
  return world.enter(email)
}

/** Codes of a phone whose clock is `aheadMs` ahead of ours. */
const phone = (key: Secret) => createPhone(key, world.services.now)

async function setUpApp(ctx: Context) {
  const { key, address } = await beginApp(ctx)
  const code = phone(key)
  const recoveryCodes = await enableApp(ctx, code())
  world.passMs(stepMs)
  return { code, recoveryCodes, address }
}

const request = (email: string, password = goodPassword) => ({
  email,
  password: new Secret(password),
  userAgent: null,
})

async function enterPassword(email: string, ctx = world.visitor()): Promise<Secret> {
  const result = await beginSignIn(ctx, request(email))
  if (!('stepToken' in result)) throw new Error('no second step was asked for')
  return result.stepToken
}

const takeStep = (token: Secret | null, code: string) =>
  takeSecondStep(world.visitor(), { token, code: new Secret(code), userAgent: null })

test('with an app, a password alone starts no session, but its code does', async () => {
  const ada = await newOperator('ada@example.com')
  const { code, address } = await setUpApp(ada.ctx)
  expect(address.expose()).toMatch(/^otpauth:\/\/totp\/Acme%20Tools:ada%40example.com\?issuer=Acme/)
  await expect(signIn(world.visitor(), request('ada@example.com'))).rejects.toThrow(
    refusal('second_step_required'),
  )
  const token = await enterPassword('ada@example.com')
  const { sessionToken, isOperator } = await takeStep(token, code())
  const found = await findActor(world.services, sessionToken)
  expect(found?.actor).toMatchObject({ personId: ada.actor.personId, role: 'viewer' })
  expect(isOperator).toBe(true)
  await expect(takeStep(token, code(stepMs))).rejects.toThrow(refusal('ceremony_over'))
  const [row] = await db.select().from(totp).where(eq(totp.personId, ada.actor.personId))
  expect(row?.secretSealed).toMatch(/^v1\.k1\./)
})

test('an app counts only once one of its codes was entered', async () => {
  const bea = await newOperator('bea@example.com')
  await expect(enableApp(bea.ctx, '123456')).rejects.toThrow(refusal('app_missing'))
  const first = await beginApp(bea.ctx)
  const second = await beginApp(bea.ctx)
  await expect(enableApp(bea.ctx, phone(first.key)())).rejects.toThrow(refusal('code_wrong'))
  expect(await readOwnFactors(bea.ctx)).toMatchObject({ hasApp: false, recoveryCodes: 0 })
  await expect(signIn(world.visitor(), request('bea@example.com'))).resolves.toHaveProperty('sessionToken')
  expect(await enableApp(bea.ctx, phone(second.key)())).toHaveLength(10)
  expect(await readOwnFactors(bea.ctx)).toMatchObject({ hasApp: true, recoveryCodes: 10 })
  await expect(beginApp(bea.ctx)).rejects.toThrow(refusal('app_is_on'))
  await expect(enableApp(bea.ctx, phone(second.key)())).rejects.toThrow(refusal('app_is_on'))
})

test('a clock that is up to 30 seconds off is accepted, and one that is further off isn’t', async () => {
  const cy = await newOperator('cy@example.com')
  const { code } = await setUpApp(cy.ctx)
  // At the start of a step, so that both neighbors are whole steps away.
  world.passMs(stepMs - (world.services.now().getTime() % stepMs))
  for (const aheadMs of [-2 * stepMs, 2 * stepMs])
    await expect(takeStep(await enterPassword('cy@example.com'), code(aheadMs))).rejects.toThrow(
      refusal('code_wrong'),
    )
  world.passMs(2 * stepMs)
  await expect(takeStep(await enterPassword('cy@example.com'), code(-stepMs))).resolves.toBeDefined()
  await expect(takeStep(await enterPassword('cy@example.com'), code(stepMs))).resolves.toBeDefined()
})

test('a code works once, at the sign-in and for a confirmation, also for two at the same time', async () => {
  const dan = await newOperator('dan@example.com')
  const { code } = await setUpApp(dan.ctx)
  const [one, other] = [await enterPassword('dan@example.com'), await enterPassword('dan@example.com')]
  const used = code()
  const both = await Promise.allSettled([takeStep(one, used), takeStep(other, used)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(confirmWithCode(dan.ctx, used)).rejects.toThrow(refusal('code_wrong'))
  await expect(takeStep(await enterPassword('dan@example.com'), used)).rejects.toThrow(refusal('code_wrong'))
  // The previous step's code is within the tolerance, but older than the last used one.
  await expect(confirmWithCode(dan.ctx, code(-stepMs))).rejects.toThrow(refusal('code_wrong'))
  world.passMs(stepMs)
  await confirmWithCode(dan.ctx, code())
})

test('E6: a code confirms, and a wrong one doesn’t', async () => {
  const eva = await newOperator('eva@example.com')
  const { code } = await setUpApp(eva.ctx)
  world.passMs(confirmationMs)
  await expect(disableApp(eva.ctx)).rejects.toThrow(refusal('confirmation_required'))
  await expect(createRecoveryCodes(eva.ctx)).rejects.toThrow(refusal('confirmation_required'))
  for (const wrong of ['', '12345', 'abcdef', '0000000'])
    await expect(confirmWithCode(eva.ctx, wrong)).rejects.toThrow(refusal('code_wrong'))
  expect(await isConfirmed(eva.ctx)).toBe(false)
  await confirmWithCode(eva.ctx, code())
  await disableApp(eva.ctx)
  expect(await readOwnFactors(eva.ctx)).toMatchObject({ hasApp: false, recoveryCodes: 0 })
  await expect(signIn(world.visitor(), request('eva@example.com'))).resolves.toHaveProperty('sessionToken')
  await expect(confirmWithCode(eva.ctx, code(stepMs))).rejects.toThrow(refusal('code_wrong'))
  expect(await world.trace(eva.actor.personId)).toContain('person.app-disabled')
})

test('a recovery code works once, however it is typed, and is stored hashed', async () => {
  const fay = await newOperator('fay@example.com')
  const { recoveryCodes } = await setUpApp(fay.ctx)
  const [code = new Secret('')] = recoveryCodes
  const rows = await db.select().from(recoveryCode).where(eq(recoveryCode.personId, fay.actor.personId))
  expect(rows).toHaveLength(10)
  expect(JSON.stringify(rows)).not.toContain(code.expose().slice(0, 9))
  await takeStep(
    await enterPassword('fay@example.com'),
    ` ${code.expose().replaceAll('-', ' ').toUpperCase()} `,
  )
  expect(await world.trace(fay.actor.personId)).toContain('person.recovery-code-used')
  await expect(takeStep(await enterPassword('fay@example.com'), code.expose())).rejects.toThrow(
    refusal('code_wrong'),
  )
  expect(await readOwnFactors(fay.ctx)).toMatchObject({ recoveryCodes: 9 })
  const fresh = await createRecoveryCodes(fay.ctx)
  expect(fresh).toHaveLength(10)
  const second = recoveryCodes[1]?.expose() ?? ''
  await expect(takeStep(await enterPassword('fay@example.com'), second)).rejects.toThrow(
    refusal('code_wrong'),
  )
  await expect(
    takeStep(await enterPassword('fay@example.com'), fresh[3]?.expose() ?? ''),
  ).resolves.toBeDefined()
})

test('another person’s codes and an unknown second step are refused', async () => {
  const [gus, hal] = [await newOperator('gus@example.com'), await newOperator('hal@example.com')]
  const [own, other] = [await setUpApp(gus.ctx), await setUpApp(hal.ctx)]
  const token = await enterPassword('gus@example.com')
  await expect(takeStep(token, other.code())).rejects.toThrow(refusal('code_wrong'))
  await expect(takeStep(token, other.recoveryCodes[0]?.expose() ?? '')).rejects.toThrow(refusal('code_wrong'))
  for (const stray of [null, new Secret('x')])
    await expect(takeStep(stray, own.code())).rejects.toThrow(refusal('ceremony_over'))
  world.passMs(5 * 60_000)
  await expect(takeStep(token, own.code())).rejects.toThrow(refusal('ceremony_over'))
})

test('E1: guessing codes is limited', async () => {
  const ida = await newOperator('ida@example.com')
  const { code } = await setUpApp(ida.ctx)
  const token = await enterPassword('ida@example.com')
  for (let round = 0; round < limits['second-factor.person'].tries; round += 1)
    await expect(takeStep(token, '000000')).rejects.toThrow(refusal('code_wrong'))
  await expect(takeStep(token, code())).rejects.toThrow(refusal('too_many_tries'))
})

test('if the role requires a second factor, a person without one can set one up and do nothing else', async () => {
  const strict = { ...world.services.settings, secondFactorRoles: ['admin' as const] }
  const jo = await newOperator('jo@example.com', 'admin')
  const services = { ...world.services, settings: strict }
  const at = async () => {
    const found = await findActor(services, jo.token)
    return { ...world.as(found?.actor as never), settings: strict }
  }
  const lacking = await at()
  expect(lacking.actor).toMatchObject({ lacksFactor: true })
  await expect(listPeople(lacking, { side: 'operators', search: '', after: null } as never)).rejects.toThrow(
    refusal('not_allowed'),
  )
  await expect(createRecoveryCodes(lacking)).rejects.toThrow(refusal('factor_required'))
  await setUpApp(lacking)
  const ready = await at()
  expect(ready.actor).not.toHaveProperty('lacksFactor')
  await expect(disableApp(ready)).rejects.toThrow(refusal('factor_required'))
  expect(await readOwnFactors(ready)).toMatchObject({ hasApp: true, isRequired: true })
  const viewer = await newOperator('kim@example.com')
  expect((await findActor(services, viewer.token))?.actor).not.toHaveProperty('lacksFactor')
})

test('a passkey is a second factor, too: if one is required, a password asks for it', async () => {
  const strict = { ...world.services.settings, secondFactorRoles: ['viewer' as const] }
  const lea = await newOperator('lea@example.com')
  const ctx = { ...lea.ctx, settings: strict }
  const authenticator = createAuthenticator(strict.appUrl)
  const begun = await beginPasskey(ctx)
  await addPasskey(ctx, { token: begun.token, answer: authenticator.create(begun.options), name: 'Key' })
  const visitor = { ...world.visitor(), settings: strict }
  await expect(beginSignIn(visitor, request('lea@example.com'))).resolves.toHaveProperty('stepToken')
  await expect(beginSignIn(world.visitor(), request('lea@example.com'))).resolves.toHaveProperty(
    'sessionToken',
  )
  const { token, options } = await beginPasskeySignIn(visitor)
  const answer = authenticator.sign(options)
  await expect(signInWithPasskey(visitor, { token, answer, userAgent: null })).resolves.toBeDefined()
  const [{ id } = { id: '' }] = await listOwnPasskeys(ctx)
  await expect(removePasskey(ctx, id)).rejects.toThrow(refusal('factor_required'))
  expect(await createRecoveryCodes(ctx)).toHaveLength(10)
})

test('E8: a script removes the factors of the last administrator, and signs them out', async () => {
  const mia = await newOperator('mia@example.com', 'admin')
  await setUpApp(mia.ctx)
  await expect(
    unlockPerson(mia.ctx, { email: 'mia@example.com', removeFactors: true }),
  ).resolves.toBeDefined()
  await setUpAppAgain('mia@example.com')
  expect(await unlockPerson(world.system, { email: 'MIA@example.com', removeFactors: true })).toEqual({
    hadFactors: true,
  })
  await expect(signIn(world.visitor(), request('mia@example.com'))).resolves.toHaveProperty('sessionToken')
  expect(await db.select().from(recoveryCode).where(eq(recoveryCode.personId, mia.actor.personId))).toEqual(
    [],
  )
  expect(await world.trace(mia.actor.personId)).toContain('person.factors-removed')
  await expect(
    unlockPerson(world.system, { email: 'nobody@example.com', removeFactors: false }),
  ).rejects.toThrow(refusal('person_not_found'))
  const viewer = await newOperator('viewer@example.com')
  await expect(unlockPerson(viewer.ctx, { email: 'mia@example.com', removeFactors: true })).rejects.toThrow(
    refusal('not_allowed'),
  )
})

const setUpAppAgain = async (email: string) => setUpApp((await world.enter(email)).ctx)

const wrong = (email: string, address: string) =>
  signIn(world.visitor(address), request(email, 'wrong')).catch((error: Error) => error.message.split(':')[0])

/** As slowly as the throttle allows. */
async function guess(email: string, address: string): Promise<void> {
  world.passMs(limits['sign-in.account'].windowMs)
  for (let round = 0; round < mostFailures; round += 1) await wrong(email, address)
  world.passMs(limits['sign-in.account'].windowMs)
}

test('E1: ten wrong passwords lock the password until it is replaced; strangers can’t lock its owner out', async () => {
  const ned = await newOperator('ned@example.com')
  const authenticator = createAuthenticator(world.services.settings.appUrl)
  const begun = await beginPasskey(ned.ctx)
  await addPasskey(ned.ctx, { token: begun.token, answer: authenticator.create(begun.options), name: 'Key' })
  await guess('ned@example.com', '203.0.113.9')
  const from = (address: string, password = goodPassword) =>
    signIn(world.visitor(address), request('ned@example.com', password))
  await expect(from('203.0.113.10')).rejects.toThrow(refusal('credentials_wrong'))
  world.passMs(24 * 3_600_000)
  await expect(from('203.0.113.10')).rejects.toThrow(refusal('credentials_wrong'))

  // It works from the person's usual address, and unlocks it elsewhere.
  await expect(from('192.0.2.1')).resolves.toBeDefined()
  await expect(from('203.0.113.10')).resolves.toBeDefined()

  await guess('ned@example.com', '203.0.113.99')
  await expect(from('203.0.113.98')).rejects.toThrow(refusal('credentials_wrong'))
  const { token, options } = await beginPasskeySignIn(world.visitor('203.0.113.98'))
  const passkeyRequest = { token, answer: authenticator.sign(options), userAgent: null }
  await expect(signInWithPasskey(world.visitor('203.0.113.97'), passkeyRequest)).resolves.toBeDefined()
  await expect(from('203.0.113.96')).resolves.toBeDefined()

  await guess('ned@example.com', '203.0.113.95')
  for (let round = 0; round < mostFailures; round += 1) await wrong('ned@example.com', '203.0.113.95')
  await expect(from('203.0.113.94')).rejects.toThrow(refusal('too_many_tries'))
  await unlockPerson(world.system, { email: 'ned@example.com', removeFactors: false })
  await expect(from('203.0.113.94')).resolves.toBeDefined()

  await guess('ned@example.com', '203.0.113.93')
  await world.confirm(admin)
  const link = await createPasswordReset(admin, ned.actor.personId)
  const fresh = 'verdigris-Sunday-17-quarry'
  await resetPassword(world.visitor(), { token: link.token, password: new Secret(fresh) })
  await expect(from('203.0.113.92', fresh)).resolves.toBeDefined()
})

test('none of the last ten passwords can be chosen again', async () => {
  const ola = await newOperator('ola@example.com')
  const passwords = Array.from({ length: 11 }, (_, index) => `verdigris-${index}-quarry-Sunday-lantern`)
  let current = goodPassword
  const change = async (wanted: string) => {
    await changePassword(ola.ctx, { current: new Secret(current), wanted: new Secret(wanted) })
    current = wanted
    world.passMs(1_000)
  }
  await expect(change(goodPassword)).rejects.toThrow(refusal('password_used_before'))
  for (const password of passwords.slice(0, 9)) await change(password)
  await expect(change(goodPassword)).rejects.toThrow(refusal('password_used_before'))
  await expect(change(passwords[3] ?? '')).rejects.toThrow(refusal('password_used_before'))
  await change(passwords[9] ?? '')
  await change(goodPassword)
  const kept = await db.$count(earlierPassword, eq(earlierPassword.personId, ola.actor.personId))
  expect(kept).toBe(9)
  await world.confirm(admin)
  const { token } = await createPasswordReset(admin, ola.actor.personId)
  await expect(
    resetPassword(world.visitor(), { token, password: new Secret(passwords[9] ?? '') }),
  ).rejects.toThrow(refusal('password_used_before'))
  expect(await db.$count(person, eq(person.id, ola.actor.personId))).toBe(1)
})
