import { desc, eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { application, audit } from '#drizzle/schema.ts'
import { endPreviousSecrets, replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { replaceClientSecretColumns } from '#lib/applications/seal-client-secret.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { type Action, actions, type Outcome } from '#lib/audit/actions.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { rollBackNow } from './roll-back-now.ts'
import { runCall } from './run-call.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, simulator } = world
const admin = world.as(await addOperator(world.services))
const start = websiteStart(marketplaceIds.us)
const hourMs = 3_600_000
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

const seller = await world.addAccount('Harbor Pine')
const mine = await connect('A1USHARBORPINE')
const [own] = await db.select().from(application)
if (own === undefined) throw new Error('the environment defined no application')
const refuseRefreshes = () => simulator.addFault({ kind: 'invalid-grant', grantType: 'refresh_token' })

async function connect(partner: string): Promise<string> {
  const { outcome } = await world.authorize(seller, start, partner)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return outcome.authorizationId
}

/** The newest entry about this. */
async function entry(targetId: string) {
  const [newest] = await db
    .select()
    .from(audit)
    .where(eq(audit.targetId, targetId))
    .orderBy(desc(audit.id))
    .limit(1)
  if (newest === undefined) throw new Error(`nothing is recorded about ${targetId}`)
  const { action, outcome, requestId, actorKind } = newest
  return { action, outcome, requestId, actorKind }
}

const by = (actorKind: string, action: Action, outcome: Outcome) => ({
  action,
  outcome,
  actorKind,
  requestId: 'test-request',
})

test('every action has one outcome, which its entry records', async () => {
  for (const action of Object.keys(actions) as Action[]) {
    const id = newId()
    await recordAudit(world.system, action, { kind: 'attempt', id })
    expect(await entry(id)).toEqual(by('system', action, actions[action]))
  }
  expect(new Set(Object.values(actions))).toEqual(new Set<Outcome>(['done', 'refused', 'failed']))
  const rows = await db.select().from(audit).limit(1)
  const unheard = { ...rows[0], id: undefined, outcome: 'perhaps' } as unknown as typeof audit.$inferInsert
  await expect(db.insert(audit).values(unheard)).rejects.toMatchObject({
    cause: { constraint_name: 'audit_outcome' },
  })
})

test('a refusal leaves an entry with the request’s id', async () => {
  const password = new Secret('not the password of anybody')
  await expect(
    signIn(world.visitor, { email: 'nobody@example.com', password, userAgent: null }),
  ).rejects.toThrow(refusal('credentials_wrong'))
  expect(await entry('unknown')).toEqual(by('visitor', 'session.refused', 'refused'))

  const { query } = await world.consent(seller, start, 'A1USHARBORPINE')
  await expect(receiveRedirect(seller, query, noBindings)).rejects.toThrow(refusal('state_foreign'))
  const [refused] = await db
    .select()
    .from(audit)
    .where(eq(audit.action, 'attempt.refused'))
    .orderBy(desc(audit.id))
    .limit(1)
  expect(await entry(refused?.targetId ?? '')).toEqual(by('account', 'attempt.refused', 'refused'))
})

test('a failure at Amazon leaves an entry, too, and the authorization’s page shows it', async () => {
  simulator.addFault({ kind: 'status', status: 503, at: 'sp-api', times: 3 })
  await runCall(operator, mine)
  expect(await entry(mine)).toEqual(by('operator', 'call.failed', 'failed'))
  simulator.clearFaults()
  simulator.refillBuckets()
  await runCall(operator, mine)
  expect(await entry(mine)).toEqual(by('operator', 'call.ran', 'done'))

  world.passMs(hourMs)
  await connect('A1USHARBORPINE')
  refuseRefreshes()
  expect(await rollBackNow(operator, mine)).toMatchObject({ kind: 'refused' })
  expect(await entry(mine)).toEqual(by('operator', 'authorization.roll-back-failed', 'failed'))
  world.passMs(hourMs)
  expect(await refreshAuthorization(operator, mine)).toEqual({ worked: false })
  expect(await entry(mine)).toEqual(by('operator', 'authorization.refresh-failed', 'failed'))
  const { history } = await readAuthorization(operator, mine)
  expect(history.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['failed', 'failed'])
  expect((await readAuthorization(seller, mine)).history, 'sellers are not told who did what').toEqual([])
})

test('a grant in quarantine that Amazon does not accept', async () => {
  const { attemptId, outcome } = await world.authorize(
    seller,
    `${start}&authorization=${mine}`,
    'A2NANORTHWIND',
  )
  expect(outcome).toMatchObject({ kind: 'failed' })
  expect(await entry(attemptId)).toEqual(by('account', 'attempt.quarantined', 'refused'))
  world.passMs(2 * hourMs)
  refuseRefreshes()
  expect(await acceptQuarantined(operator, attemptId)).toMatchObject({ code: 'quarantine_refused' })
  expect(await entry(attemptId)).toEqual(by('operator', 'attempt.acceptance-failed', 'failed'))
})

test('a client secret that Amazon rejects or doesn’t create, or that has expired', async () => {
  const value = new Secret('amzn1.oa2-cs.v1.wrong-wrong-wrong')
  await expect(replaceClientSecret(admin, own.id, { value, createdOn: null })).rejects.toThrow(
    refusal('client_secret_refused'),
  )
  expect(await entry(own.id)).toEqual(by('admin', 'application.secret-failed', 'failed'))
  await expect(requestNewSecret(admin, own.id, 'na')).rejects.toThrow(refusal('rotation_refused'))
  expect(await entry(own.id)).toEqual(by('admin', 'application.secret-request-failed', 'failed'))

  const columns = replaceClientSecretColumns(world.system, own, value, null)
  await db.update(application).set(columns).where(eq(application.id, own.id))
  expect(await endPreviousSecrets(world.system)).toEqual({ ended: 0 })
  world.passMs(8 * 24 * hourMs)
  expect(await endPreviousSecrets(world.system)).toEqual({ ended: 1 })
  expect(await entry(own.id)).toEqual(by('system', 'application.secret-before-ended', 'done'))
})
