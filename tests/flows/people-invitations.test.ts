import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { invitation } from '#drizzle/schema.ts'
import { acceptInvitation, readInvitation } from '#lib/people/accept-invitation.ts'
import {
  cancelInvitation,
  firstAdminLink,
  invitationLifeMs,
  inviteOperator,
  listInvitations,
  makeSetupLink,
} from '#lib/people/invite.ts'
import { limits } from '#lib/people/limits.ts'
import { disablePerson } from '#lib/people/manage.ts'
import { Secret } from '#lib/secret.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)
const { services } = world

const accept = (token: Secret, email: string, password = goodPassword) =>
  acceptInvitation(world.visitor(), { token, name: 'New Person', email, password: new Secret(password) })

const tokenOf = (link: string | null) => new Secret(new URL(link ?? '').hash.slice(1))

test('E5: nobody can sign in before setup; the setup link creates the first administrator once', async () => {
  const superseded = tokenOf(await firstAdminLink(services))
  const link = await firstAdminLink(services)
  expect(link).toMatch(/^https:\/\/gatehouse\.example\.com\/setup#[\w-]{43}$/)
  await expect(accept(superseded, 'root@example.com')).rejects.toThrow(refusal('invitation_not_found'))

  const { personId } = await accept(tokenOf(link), 'Root@example.com')
  expect(await world.trace(personId)).toEqual(['person.added'])
  expect((await world.enter('root@example.com')).actor).toMatchObject({ kind: 'operator', role: 'admin' })
  await expect(accept(tokenOf(link), 'second@example.com')).rejects.toThrow(refusal('invitation_not_found'))
  expect(await firstAdminLink(services)).toBeNull()
})

test('the database holds only the digest of a link', async () => {
  const token = tokenOf(await makeSetupLink(services))
  expect(JSON.stringify(await database.db.select().from(invitation))).not.toContain(token.expose())
})

test('an invited operator gets the address and the role that the administrator chose', async () => {
  const { ctx } = await world.enter('root@example.com')
  const { token } = await inviteOperator(ctx, { email: 'Vera@example.com', role: 'viewer' })
  expect(await readInvitation(world.visitor(), token)).toEqual({ email: 'vera@example.com', role: 'viewer' })
  const { personId } = await accept(token, 'somebody-else@example.com')
  const vera = await world.enter('vera@example.com')
  expect(vera.actor).toMatchObject({ personId, role: 'viewer' })
})

test('an invitation used twice at the same time creates one person', async () => {
  const token = tokenOf(await makeSetupLink(services))
  const answers = await Promise.allSettled(
    ['one', 'two', 'three'].map((name) => accept(token, `${name}@example.com`)),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason.code).toBe('invitation_not_found')
  }
})

test('an invitation stays valid when the password, the name or the address is refused', async () => {
  const token = tokenOf(await makeSetupLink(services))
  await expect(accept(token, 'una@example.com', 'short')).rejects.toThrow(refusal('password_too_short'))
  await expect(accept(token, 'una')).rejects.toThrow(refusal('email_invalid'))
  await expect(accept(token, 'root@example.com')).rejects.toThrow(refusal('email_taken'))
  await expect(accept(token, 'una@example.com')).resolves.toBeDefined()
})

test('an invitation expires, and can be canceled or replaced', async () => {
  const { ctx } = await world.enter('root@example.com')
  const old = await inviteOperator(ctx, { email: 'wanda@example.com', role: 'operator' })
  const [replaced] = await listInvitations(ctx)
  const present = await inviteOperator(ctx, { email: 'wanda@example.com', role: 'admin' })
  await expect(readInvitation(world.visitor(), old.token)).rejects.toThrow(refusal('invitation_not_found'))
  const [listed, ...others] = await listInvitations(ctx)
  expect([listed?.email, listed?.role, others]).toEqual(['wanda@example.com', 'admin', []])
  expect((await world.trace(replaced?.id ?? ''))[0]).toBe('invitation.cancelled')
  await cancelInvitation(ctx, listed?.id ?? '')
  expect((await world.trace(listed?.id ?? ''))[0]).toBe('invitation.cancelled')
  await expect(readInvitation(world.visitor(), present.token)).rejects.toThrow(
    refusal('invitation_not_found'),
  )
  for (const id of [listed?.id ?? '', 'no id']) {
    await expect(cancelInvitation(ctx, id)).rejects.toThrow(refusal('invitation_not_found'))
  }
  const late = await inviteOperator(ctx, { email: 'wanda@example.com', role: 'viewer' })
  world.passMs(invitationLifeMs)
  await expect(accept(late.token, '')).rejects.toThrow(refusal('invitation_not_found'))
})

test('E7: only an administrator can invite, and not for an address in use or an unknown role', async () => {
  const admin = await world.enter('root@example.com')
  const viewer = await world.enter('vera@example.com')
  const request = { email: 'xena@example.com', role: 'admin' }
  await expect(inviteOperator(viewer.ctx, request)).rejects.toThrow(refusal('not_allowed'))
  await expect(inviteOperator(world.visitor(), request)).rejects.toThrow(refusal('sign_in_required'))
  await expect(listInvitations(viewer.ctx)).rejects.toThrow(refusal('not_allowed'))
  await expect(cancelInvitation(viewer.ctx, admin.person.id)).rejects.toThrow(refusal('not_allowed'))
  await expect(inviteOperator(admin.ctx, { ...request, role: 'account' })).rejects.toThrow(
    refusal('input_invalid'),
  )
  await expect(inviteOperator(admin.ctx, { ...request, email: 'VERA@example.com' })).rejects.toThrow(
    refusal('person_exists'),
  )
})

test('the command line restores access when every administrator is locked out', async () => {
  const { person } = await world.enter('vera@example.com')
  await disablePerson(world.system, person.id)
  const token = tokenOf(await makeSetupLink(services))
  await expect(accept(token, 'rescue@example.com')).resolves.toBeDefined()
})

test('A22: guessing links is limited', async () => {
  const guess = () => readInvitation(world.visitor('203.0.113.66'), new Secret(randomToken()))
  for (let round = 0; round < limits['invitation.address'].tries; round += 1) {
    await expect(guess()).rejects.toThrow(refusal('invitation_not_found'))
  }
  await expect(guess()).rejects.toThrow(refusal('too_many_tries'))
  expect(await database.db.$count(invitation, eq(invitation.role, 'account'))).toBe(0)
})
