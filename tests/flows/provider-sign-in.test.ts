import { eq } from 'drizzle-orm'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { audit, event, identity, person, session } from '#drizzle/schema.ts'
import type { Context } from '#lib/context.ts'
import { autocommit } from '#lib/database/pool.ts'
import { send } from '#lib/http.ts'
import { type AccessRules, createProviders, type Provider } from '#lib/oidc/provider.ts'
import { acceptInvitation } from '#lib/people/accept-invitation.ts'
import { confirmWithPassword, confirmWithProvider } from '#lib/people/confirm.ts'
import { linkIdentity, readOwnIdentity, unlinkIdentity } from '#lib/people/identities.ts'
import { inviteOperator, makeSetupLink, missingBreakGlass } from '#lib/people/invite.ts'
import { changeRole, disablePerson } from '#lib/people/manage.ts'
import { answerResetRequests } from '#lib/people/password-reset.ts'
import { signInWithProvider } from '#lib/people/provider-sign-in.ts'
import { findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { isConfirmed } from '#lib/require-confirmation.ts'
import { Secret } from '#lib/secret.ts'
import { insertResetRequest } from '#lib/store/people/password-resets.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createBrowser, startOpenIdProvider } from '../fixtures/openid-provider.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const redirectUri = 'https://gatehouse.example.com/callback'
const real = await startOpenIdProvider([redirectUri])
afterAll(real.close)

const settings = {
  issuer: new URL(real.issuer),
  clientId: real.client.id,
  clientSecret: new Secret(real.client.secret),
  name: 'Acme ID',
  scope: 'openid email profile',
}
const access: AccessRules = {
  roleClaim: 'groups',
  roleMap: [
    { role: 'admin', value: 'it' },
    { role: 'operator', value: 'support' },
    { role: 'viewer', value: 'staff' },
  ],
  allowedDomains: null,
  breakGlassEmail: null,
}
const providersWith = (rules: Partial<AccessRules> = {}) =>
  createProviders(send, { operators: { ...settings, ...access, ...rules }, sellers: settings })

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database, providersWith())
await world.addOperator('root@example.com', 'admin')
const root = await world.enter('root@example.com')

interface Claims {
  readonly email?: string
  readonly verified?: boolean
  readonly groups?: readonly string[]
}

/** Goes to the real provider and comes back as this person. */
async function identify(
  subject: string,
  { email, verified = true, groups }: Claims = {},
  maxAgeS: number | null = null,
) {
  real.setPerson(subject, { email, email_verified: verified, name: subject, groups })
  const provider = world.services.providers.sellers as Provider
  const { url, checks } = await provider.start(redirectUri, maxAgeS)
  return provider.finish(redirectUri, await createBrowser()(url, redirectUri), checks)
}

async function enter(
  side: 'operators' | 'sellers',
  subject: string,
  claims?: Claims,
  ctx: Context = world.visitor(),
) {
  const found = await identify(subject, claims)
  const { sessionToken } = await signInWithProvider(ctx, {
    side,
    identity: found,
    userAgent: null,
    language: 'en',
  })
  const current = await findActor(world.services, sessionToken)
  if (current === null) throw new Error('a fresh session is not open')
  return { ...current, ctx: world.as(current.actor) }
}

const confirmAddress = (id: string) =>
  db.update(person).set({ emailConfirmedAt: world.services.now() }).where(eq(person.id, id))
const peopleWith = (email: string) => db.select().from(person).where(eq(person.email, email))

test('a new operator gets the role of the claim, no password, and a session of eight hours', async () => {
  const { actor, session: own } = await enter('operators', 'ada', {
    email: 'ada@example.com',
    groups: ['x', 'support'],
  })
  expect(actor).toMatchObject({ kind: 'operator', role: 'operator' })
  expect(own.expiresAt.getTime() - own.createdAt.getTime()).toBe(8 * 3_600_000)
  expect(await peopleWith('ada@example.com')).toMatchObject([{ passwordHash: null, accountId: null }])
  expect((await world.trace(actor.personId)).toSorted()).toEqual(['person.added', 'person.identity-linked'])
  expect(await world.trace(own.id)).toEqual(['session.started'])
})

test('E7: the role follows the claim at every sign-in, in both directions, and the highest counts', async () => {
  const roles = [['staff'], ['staff', 'it', 'support'], ['support']]
  const seen: string[] = []
  for (const groups of roles) {
    const { actor } = await enter('operators', 'bea', { email: 'bea@example.com', groups })
    seen.push(actor.kind === 'operator' ? actor.role : actor.kind)
  }
  expect(seen).toEqual(['viewer', 'admin', 'operator'])
  const [bea] = await peopleWith('bea@example.com')
  const changes = (await world.trace(bea?.id ?? '')).filter((action) => action === 'person.role-changed')
  expect(changes).toHaveLength(2)
})

test('without a matching role the sign-in is refused, recorded, and starts no session', async () => {
  await enter('operators', 'cy', { email: 'cy@example.com', groups: ['staff'] })
  const sessions = await db.$count(session)
  for (const claims of [{ groups: ['other'] }, { groups: [] }, {}])
    await expect(enter('operators', 'cy', { email: 'cy@example.com', ...claims })).rejects.toThrow(
      refusal('identity_without_role'),
    )
  expect(await db.$count(session)).toBe(sessions)
  const [cy] = await peopleWith('cy@example.com')
  expect(await world.trace(cy?.id ?? '')).toContain('session.refused')
})

test('people are never matched by email address, verified or not', async () => {
  const sellers = await signUp(world.visitor(), {
    email: 'dora@example.com',
    name: 'Blue Kettle',
    password: new Secret(goodPassword),
  })
  await confirmAddress(sellers.personId)
  for (const side of ['operators', 'sellers'] as const)
    for (const verified of [true, false])
      await expect(
        enter(side, 'mallory', { email: 'Dora@Example.com', verified, groups: ['it'] }),
      ).rejects.toThrow(refusal('identity_unlinked'))
  expect(await peopleWith('dora@example.com')).toMatchObject([{ id: sellers.personId, role: 'account' }])
  expect(await db.select().from(identity).where(eq(identity.subject, 'mallory'))).toEqual([])
})

test('a stranger who signed up with an operator’s address doesn’t keep the operator out', async () => {
  const stranger = await signUp(world.visitor(), {
    email: 'dirk@example.com',
    name: 'A stranger',
    password: new Secret(goodPassword),
  })
  const operator = await enter('operators', 'dirk', { email: 'Dirk@example.com', groups: ['support'] })
  expect(operator.actor).toMatchObject({ kind: 'operator', role: 'operator' })
  expect(operator.actor.personId).not.toBe(stranger.personId)
  expect(await peopleWith('dirk@example.com')).toMatchObject([{ id: operator.actor.personId }])
  // The stranger keeps the account and the password; only the address is gone.
  const placeholder = `freed-${stranger.personId}@address.invalid`
  expect(await peopleWith(placeholder)).toMatchObject([{ id: stranger.personId, role: 'account' }])
  await world.enter(placeholder)
  expect(await world.trace(stranger.personId)).toContain('person.address-freed')
  const again = await enter('operators', 'dirk', { groups: ['support'] })
  expect(again.actor.personId).toBe(operator.actor.personId)
})

test('a stranger’s sign-in with the sellers’ provider doesn’t keep an operator out either', async () => {
  await enter('sellers', 'erin', { email: 'erik@example.com', verified: false })
  const { actor } = await enter('operators', 'erik', { email: 'erik@example.com', groups: ['staff'] })
  expect(actor).toMatchObject({ kind: 'operator', role: 'viewer' })
})

test('a person stays the same when their email address changes at the provider', async () => {
  const before = await enter('sellers', 'eva', { email: 'eva@example.com' })
  const after = await enter('sellers', 'eva', { email: 'root@example.com' })
  expect(after.actor).toMatchObject({ kind: 'account', personId: before.actor.personId })
  expect(after.person.email).toBe('eva@example.com')
})

test('a new seller gets an account, and confirms an address that the provider has not verified', async () => {
  const verified = await enter('sellers', 'fay', { email: 'fay@example.com' })
  const unverified = await enter('sellers', 'gil', { email: 'gil@example.com', verified: false })
  expect(verified.person.accountName).toBe('fay')
  expect(await peopleWith('fay@example.com')).toMatchObject([{ emailConfirmedAt: expect.any(Date) }])
  expect(await peopleWith('gil@example.com')).toMatchObject([{ emailConfirmedAt: null }])
  expect(unverified.actor.kind).toBe('account')
  await expect(enter('sellers', 'hal')).rejects.toThrow(refusal('identity_without_email'))
  const closed = { ...world.visitor(), settings: { ...world.services.settings, signUpOpen: false } }
  await expect(enter('sellers', 'ian', { email: 'ian@example.com' }, closed)).rejects.toThrow(
    refusal('sign_up_closed'),
  )
  await expect(enter('sellers', 'fay', { email: 'fay@example.com' }, closed)).resolves.toBeDefined()
})

test('one account at a provider that both sides share is a seller there and an operator here', async () => {
  const seller = await enter('sellers', 'both', { email: 'both-seller@example.com', groups: ['it'] })
  const operator = await enter('operators', 'both', { email: 'both@example.com', groups: ['staff'] })
  expect(seller.actor.kind).toBe('account')
  expect(operator.actor).toMatchObject({ kind: 'operator', role: 'viewer' })
  expect(operator.actor.personId).not.toBe(seller.actor.personId)
})

test('two first sign-ins at the same time make one person', async () => {
  const found = await identify('jo', { email: 'jo@example.com', groups: ['staff'] })
  const request = { side: 'operators', identity: found, userAgent: null, language: 'en' } as const
  const both = await Promise.all([
    signInWithProvider(world.visitor(), request),
    signInWithProvider(world.visitor(), request),
  ])
  expect(new Set(both.map(({ personId }) => personId)).size).toBe(1)
  expect(await peopleWith('jo@example.com')).toHaveLength(1)
})

test('a disabled person can’t sign in', async () => {
  const { actor } = await enter('operators', 'kim', { email: 'kim@example.com', groups: ['staff'] })
  await disablePerson(root.ctx, actor.personId)
  await expect(enter('operators', 'kim', { groups: ['it'] })).rejects.toThrow(refusal('sign_in_disabled'))
})

test('only verified addresses of allowed domains are admitted', async () => {
  const ctx = { ...world.visitor(), providers: providersWith({ allowedDomains: ['example.org'] }) }
  const tryAs = (email: string, verified: boolean) =>
    enter('operators', `of-${email}`, { email, verified, groups: ['staff'] }, ctx)
  await expect(tryAs('lea@example.org', false)).rejects.toThrow(refusal('identity_not_admitted'))
  await expect(tryAs('lea@example.com', true)).rejects.toThrow(refusal('identity_not_admitted'))
  await expect(tryAs('lea@evil.example.org', true)).rejects.toThrow(refusal('identity_not_admitted'))
  await expect(tryAs('lea@example.org', true)).resolves.toBeDefined()
})

test('a signed-in person links their provider, and signs in with it as themselves', async () => {
  await world.addOperator('mia@example.com', 'viewer')
  const mia = await world.enter('mia@example.com')
  expect(await readOwnIdentity(mia.ctx)).toMatchObject({
    provider: 'Acme ID',
    linkedAt: null,
    isConfirmed: true,
  })
  const own = await identify('mia', { email: 'another@example.com', groups: ['support'] }, 600)
  await linkIdentity(mia.ctx, own)
  await linkIdentity(mia.ctx, own)
  expect(await readOwnIdentity(mia.ctx)).toMatchObject({ linkedAt: expect.any(Date), hasPassword: true })
  const { actor, person: now } = await enter('operators', 'mia', { groups: ['support'] })
  expect(actor).toMatchObject({ personId: mia.actor.personId, role: 'operator' })
  expect(now.email).toBe('mia@example.com')
  const linked = (await world.trace(mia.actor.personId)).filter(
    (action) => action === 'person.identity-linked',
  )
  expect(linked).toHaveLength(1)

  await expect(linkIdentity(root.ctx, own)).rejects.toThrow(refusal('identity_taken'))
  await expect(linkIdentity(world.visitor(), own)).rejects.toThrow(refusal('sign_in_required'))
})

test('an operator who has just signed in at the provider isn’t asked to confirm', async () => {
  const { ctx } = await enter('operators', 'nina', { email: 'nina@example.com', groups: ['staff'] })
  expect(await isConfirmed(ctx)).toBe(true)
})

test('a sign-in with the provider is a confirmation only if the person proved there who they are, minutes ago', async () => {
  const minuteMs = 60_000
  onTestFinished(() => real.misbehave({}))
  const isConfirmedAfter = async (agoMs: number | null, waitMs = 0) => {
    const auth_time = agoMs === null ? undefined : (world.services.now().getTime() - agoMs) / 1_000
    real.misbehave({ claims: (claims) => ({ ...claims, auth_time }) })
    const { ctx } = await enter('operators', 'nia', { email: 'nia@example.com', groups: ['staff'] })
    world.passMs(waitMs)
    return isConfirmed(ctx)
  }
  expect(await isConfirmedAfter(minuteMs)).toBe(true)
  expect(await isConfirmedAfter(60 * minuteMs), 'a silent sign-in').toBe(false)
  expect(await isConfirmedAfter(null), 'a provider that doesn’t say when').toBe(false)
  expect(await isConfirmedAfter(-60 * minuteMs, 10 * minuteMs), 'a clock that is ahead').toBe(false)
})

test('E6: linking and unlinking require a confirmation within ten minutes, by password or at the provider', async () => {
  await world.addOperator('ned@example.com', 'viewer')
  const ned = await world.enter('ned@example.com')
  const own = await identify('ned', { groups: ['staff'] })
  world.passMs(10 * 60_000)
  await expect(linkIdentity(ned.ctx, own)).rejects.toThrow(refusal('confirmation_required'))
  await expect(confirmWithPassword(ned.ctx, new Secret('wrong'))).rejects.toThrow(refusal('password_wrong'))
  await expect(linkIdentity(ned.ctx, own)).rejects.toThrow(refusal('confirmation_required'))
  await confirmWithPassword(ned.ctx, new Secret(goodPassword))
  await linkIdentity(ned.ctx, own)

  world.passMs(10 * 60_000)
  await expect(unlinkIdentity(ned.ctx)).rejects.toThrow(refusal('confirmation_required'))
  const stranger = await identify('ada', { groups: ['support'] }, 600)
  await expect(confirmWithProvider(ned.ctx, stranger)).rejects.toThrow(refusal('identity_taken'))
  await expect(unlinkIdentity(ned.ctx)).rejects.toThrow(refusal('confirmation_required'))
  await confirmWithProvider(ned.ctx, await identify('ned', { groups: ['staff'] }, 600))
  await unlinkIdentity(ned.ctx)
  expect(await readOwnIdentity(ned.ctx)).toMatchObject({ linkedAt: null })
  expect((await world.trace(ned.session.id)).filter((action) => action === 'session.confirmed')).toHaveLength(
    2,
  )
  await expect(enter('operators', 'ned', { email: 'ned@example.com', groups: ['staff'] })).rejects.toThrow(
    refusal('identity_unlinked'),
  )
})

test('a person without a password can neither unlink their provider nor get a reset link by email', async () => {
  const seller = await enter('sellers', 'oda', { email: 'oda@example.com' })
  await confirmWithProvider(seller.ctx, await identify('oda', {}, 600))
  await expect(unlinkIdentity(seller.ctx)).rejects.toThrow(refusal('identity_needed'))
  const requestedAt = world.services.now()
  await insertResetRequest(autocommit(db), {
    id: newId(),
    email: 'oda@example.com',
    address: null,
    requestedAt,
  })
  expect(await answerResetRequests(world.system)).toBe(1)
  expect(await world.trace(seller.actor.personId)).not.toContain('person.reset-link-created')
  const password = new Secret('')
  await expect(
    signIn(world.visitor(), { email: 'oda@example.com', password, userAgent: null }),
  ).rejects.toThrow(refusal('credentials_wrong'))
})

test('E8: the claim doesn’t demote the last administrator, who is refused instead', async () => {
  await linkIdentity((await world.enter('root@example.com')).ctx, await identify('root', { groups: ['it'] }))
  await db.update(person).set({ role: 'viewer' }).where(eq(person.email, 'bea@example.com'))
  const demote = () => enter('operators', 'root', { groups: ['staff'] })
  await expect(demote()).rejects.toThrow(refusal('last_admin'))
  expect(await peopleWith('root@example.com')).toMatchObject([{ role: 'admin' }])
  await world.addOperator('second@example.com', 'admin')
  expect((await demote()).actor).toMatchObject({ role: 'viewer' })
  await db.update(person).set({ role: 'admin' }).where(eq(person.email, 'root@example.com'))
})

test('E8: with OIDC_ONLY one administrator keeps a password, and its use raises an alert', async () => {
  const only = createPeopleWorld(database, providersWith({ breakGlassEmail: 'root@example.com' }))
  const withPassword = (email: string, password = goodPassword) =>
    signIn(only.visitor(), { email, password: new Secret(password), userAgent: null })
  await expect(withPassword('second@example.com', 'wrong')).rejects.toThrow(refusal('credentials_wrong'))
  await expect(withPassword('second@example.com')).rejects.toThrow(refusal('provider_required'))
  await expect(withPassword('dora@example.com')).resolves.toMatchObject({ isOperator: false })
  const alerts = () => db.select().from(event).where(eq(event.type, 'person.break_glass_used'))
  expect(await alerts()).toEqual([])

  const { personId } = await withPassword('root@example.com')
  expect(await alerts()).toMatchObject([
    { subjectId: personId, isPublic: true, data: { email: 'root@example.com' } },
  ])
  const used = await db.select().from(audit).where(eq(audit.action, 'session.break-glass-used'))
  expect(used).toMatchObject([{ targetId: personId, eventId: (await alerts())[0]?.id }])

  const second = await world.enter('second@example.com')
  const admin = only.as(second.actor)
  await expect(changeRole(admin, personId, 'viewer')).rejects.toThrow(refusal('break_glass_needed'))
  await expect(disablePerson(admin, personId)).rejects.toThrow(refusal('break_glass_needed'))
  const demote = enter('operators', 'root', { groups: ['staff'] }, only.visitor())
  await expect(demote).rejects.toThrow(refusal('last_admin'))
  const invite = { email: 'new@example.com', role: 'viewer' }
  await expect(inviteOperator(admin, invite)).rejects.toThrow(refusal('provider_required'))
  expect(await missingBreakGlass(only.services)).toBeNull()
  const nobody = { ...only.services, providers: providersWith({ breakGlassEmail: 'dora@example.com' }) }
  expect(await missingBreakGlass(nobody)).toBe('dora@example.com')
  await linkIdentity(admin, await identify('second', { groups: ['it'] }))
  await expect(unlinkIdentity(admin)).rejects.toThrow(refusal('identity_needed'))
})

test('with OIDC_ONLY, a setup link gives the emergency address its password back, and no other operator', async () => {
  const email = 'pia@example.com'
  const { actor } = await enter('operators', 'pia', { email, groups: ['staff'] })
  await disablePerson((await world.enter('root@example.com')).ctx, actor.personId)
  const only = createPeopleWorld(database, providersWith({ breakGlassEmail: email }))
  expect(await missingBreakGlass(only.services)).toBe(email)
  const setUp = async (address: string) => {
    const token = new Secret(new URL(await makeSetupLink(only.services)).hash.slice(1))
    const password = new Secret(goodPassword)
    return acceptInvitation(only.visitor(), { token, name: 'Pia', email: address, password })
  }
  await expect(setUp('root@example.com')).rejects.toThrow(refusal('email_taken'))
  expect(await setUp(email)).toEqual({ personId: actor.personId, email })
  expect(await missingBreakGlass(only.services)).toBeNull()
  expect((await only.enter(email)).actor).toMatchObject({ personId: actor.personId, role: 'admin' })
  expect(await world.trace(actor.personId)).toEqual(
    expect.arrayContaining(['person.password-reset', 'person.enabled', 'person.role-changed']),
  )
  await expect(setUp(email), 'the same password again').rejects.toThrow(refusal('password_used_before'))
})

test('a provider that is unlinked while somebody signs in with it lets nobody in', async () => {
  const claims = { email: 'tess@example.com' }
  const { personId } = (await enter('sellers', 'tess', claims)).actor as { personId: string }
  const sessions = await db.$count(session, eq(session.personId, personId))
  let entering: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.select().from(person).where(eq(person.id, personId)).for('update')
    entering = enter('sellers', 'tess', claims).catch((error: unknown) => error)
    await untilBlocked(db, tx)
    await tx.delete(identity).where(eq(identity.personId, personId))
  })
  expect(await entering).toMatchObject({ code: 'identity_unlinked' })
  expect(await db.$count(session, eq(session.personId, personId))).toBe(sessions)
})
