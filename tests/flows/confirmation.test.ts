import { beforeAll, expect, test } from 'vitest'
import { retireApplication } from '#lib/applications/change.ts'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { exportAudit } from '#lib/audit/search.ts'
import { releaseAuthorization, revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { exportAuthorizations } from '#lib/authorizations/export.ts'
import { exportResults } from '#lib/bulk/read.ts'
import { deleteSellerData } from '#lib/compliance/delete-seller.ts'
import type { Context } from '#lib/context.ts'
import { exportFailures } from '#lib/imports/read.ts'
import { resumeAgents } from '#lib/keys/agents.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { markKeyCompromised, retireEncryptionKey } from '#lib/keys/encryption-keys.ts'
import { endPreviousKeySecret, replaceKeySecret } from '#lib/keys/replace-secret.ts'
import { requestReseal } from '#lib/keys/reseal.ts'
import { removeChannel } from '#lib/notifications/channels.ts'
import { removeRule } from '#lib/notifications/rules.ts'
import { confirmWithPassword, readConfirmationWays } from '#lib/people/confirm.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { cancelInvitation, inviteOperator } from '#lib/people/invite.ts'
import { changeRole, disablePerson, enablePerson } from '#lib/people/manage.ts'
import { beginPasskey, removePasskey } from '#lib/people/passkeys.ts'
import { createPasswordReset } from '#lib/people/password-reset.ts'
import { confirmationMs } from '#lib/require-confirmation.ts'
import { promotePendingSecret } from '#lib/rotation/pending.ts'
import { setRotation } from '#lib/rotation/settings.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { deleteEndpoint, rotateSecret } from '#lib/webhooks/manage.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword, refusal } from './people-world.ts'

const database = await useDatabase()
const world = createPeopleWorld(database)

let admin: Context
beforeAll(async () => {
  await world.addOperator('admin@example.com', 'admin')
  admin = (await world.enter('admin@example.com')).ctx
})

const key = {
  id: newId(),
  name: 'Program',
  scopes: ['authorizations:read'],
  applicationId: null,
  accountId: null,
  tags: {},
  expiresAt: null,
}

/** Actions that somebody at an unlocked computer might try. */
const calls: Readonly<Record<string, (ctx: Context) => Promise<unknown>>> = {
  'replaces a client secret': (ctx) =>
    replaceClientSecret(ctx, newId(), { value: new Secret('x'), createdOn: null }),
  'retires an application': (ctx) => retireApplication(ctx, newId()),
  'creates an API key': (ctx) => createApiKey(ctx, key as never),
  'rotates an API key': (ctx) => replaceKeySecret(ctx, { id: newId(), days: 1 }),
  'ends the previous secret of an API key': (ctx) => endPreviousKeySecret(ctx, newId()),
  'revokes an API key': (ctx) => revokeKey(ctx, newId()),
  'lets agents work again': (ctx) => resumeAgents(ctx),
  'retires an encryption key': (ctx) => retireEncryptionKey(ctx, 'k0'),
  'marks an encryption key as compromised': (ctx) => markKeyCompromised(ctx, 'k0'),
  'rotates the secret of a webhook': (ctx) => rotateSecret(ctx, newId()),
  'deletes a webhook': (ctx) => deleteEndpoint(ctx, newId()),
  'deletes a seller’s data': (ctx) => deleteSellerData(ctx, newId()),
  'invites an operator': (ctx) => inviteOperator(ctx, { email: 'x@example.com', role: 'viewer' }),
  'changes a role': (ctx) => changeRole(ctx, newId(), 'viewer'),
  'disables a person': (ctx) => disablePerson(ctx, newId()),
  'enables a person': (ctx) => enablePerson(ctx, newId()),
  'creates a reset link': (ctx) => createPasswordReset(ctx, newId()),
  'releases an address': (ctx) => freeAddress(ctx, newId()),
  'exports the audit log': (ctx) => exportAudit(ctx, {}),
  'exports authorizations': (ctx) => exportAuthorizations(ctx, { query: {}, filter: '' }),
  'exports the links of a bulk action': (ctx) => exportResults(ctx, newId()),
  'exports the failures of an import': (ctx) => exportFailures(ctx, newId()),
  'sets how client secrets are rotated': (ctx) =>
    setRotation(ctx, newId(), { policy: 'manual', queueUrl: null, awsAccessKeyId: null, awsSecret: null }),
  'activates a client secret': (ctx) => promotePendingSecret(ctx, newId()),
  'requests a client secret': (ctx) => requestNewSecret(ctx, newId(), 'na'),
  're-seals everything': (ctx) => requestReseal(ctx),
  'cancels an invitation': (ctx) => cancelInvitation(ctx, newId()),
  'deletes a notification channel': (ctx) => removeChannel(ctx, newId()),
  'deletes a notification rule': (ctx) => removeRule(ctx, newId()),
  'revokes an authorization': (ctx) => revokeAuthorization(ctx, newId()),
  'releases a selling partner': (ctx) => releaseAuthorization(ctx, newId()),
  'adds a passkey': (ctx) => beginPasskey(ctx),
  'removes a passkey': (ctx) => removePasskey(ctx, newId()),
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message.split(':')[0] ?? '',
  )

test('E6: a sign-in is a confirmation for ten minutes, and then another one is needed', async () => {
  world.passMs(confirmationMs - 1)
  for (const [what, call] of Object.entries(calls))
    expect(await codeOf(call(admin)), what).not.toBe('confirmation_required')
  world.passMs(1)
  for (const [what, call] of Object.entries(calls))
    expect(await codeOf(call(admin)), what).toBe('confirmation_required')

  await expect(confirmWithPassword(admin, new Secret('wrong'))).rejects.toThrow(refusal('password_wrong'))
  expect(await codeOf(changeRole(admin, newId(), 'viewer'))).toBe('confirmation_required')
  await confirmWithPassword(admin, new Secret(goodPassword))
  for (const [what, call] of Object.entries(calls))
    expect(await codeOf(call(admin)), what).not.toBe('confirmation_required')
})

test('a confirmation counts for one browser, not for a person', async () => {
  const other = (await world.enter('admin@example.com')).ctx
  world.passMs(confirmationMs)
  await confirmWithPassword(admin, new Secret(goodPassword))
  expect(await codeOf(disablePerson(other, newId()))).toBe('confirmation_required')
  expect(await codeOf(disablePerson(admin, newId()))).toBe('person_not_found')
})

test('a person without the scope is refused before a confirmation is requested', async () => {
  await world.addOperator('viewer@example.com', 'viewer')
  const { ctx } = await world.enter('viewer@example.com')
  world.passMs(confirmationMs)
  expect(await codeOf(revokeKey(ctx, newId()))).toBe('not_allowed')
  expect(await codeOf(changeRole(world.visitor(), newId(), 'viewer'))).toBe('sign_in_required')
})

test('jobs and scripts need no confirmation', async () => {
  expect(await codeOf(changeRole(world.system, newId(), 'viewer'))).toBe('person_not_found')
})

test('the dialog offers what the person has', async () => {
  expect(await readConfirmationWays(admin)).toEqual({
    hasPassword: true,
    hasPasskey: false,
    hasApp: false,
    provider: null,
  })
  await expect(readConfirmationWays(world.visitor())).rejects.toThrow(refusal('sign_in_required'))
})
