import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import { exportFailures, listImportedLines, readImport } from '#lib/imports/read.ts'
import { cancelImport, startImport } from '#lib/imports/start.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createImportWorld } from './import-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createImportWorld(database)
const { operator, mint, simulator, importFile, start, file, lines, row } = world
afterEach(() => {
  simulator.clearFaults()
  simulator.refillBuckets()
})

const us = { region: 'na' }

test('imports a token with its seller, reference, tags and authorization date, under the stated account', async () => {
  const seller = await world.addAccount('Harbor Pine')
  if (seller.actor.kind !== 'account') throw new Error()
  const { id, lines: done } = await importFile(
    file({
      refresh_token: mint('A1USHARBORPINE'),
      selling_partner_id: 'A1USHARBORPINE',
      country: 'us',
      reference: 'customer-7',
      tags: { plan: 'pro', team: 'eu' },
      account_id: seller.actor.accountId,
      authorized_at: '2026-03-31',
    }),
  )
  expect(done).toMatchObject([{ result: 'imported', problem: null, tokenSealed: null, tries: 0 }])
  const authorizationId = done[0]?.authorizationId ?? ''
  expect(await row(authorizationId)).toMatchObject({
    sellingPartnerId: 'A1USHARBORPINE',
    region: 'na',
    health: 'working',
    workflow: 'website',
    externalReference: 'customer-7',
    tags: { plan: 'pro', team: 'eu' },
    accountId: seller.actor.accountId,
    renewedAt: new Date('2026-03-31T00:00:00Z'),
  })
  expect(await refreshAuthorization(operator, authorizationId)).toEqual({ worked: true })
  expect(await world.trace(id)).toEqual(['import.started'])
  expect(await world.trace(authorizationId)).toContain('authorization.completed')
  expect(await readImport(operator, id)).toMatchObject({
    state: 'finished',
    lines: 1,
    counts: { imported: 1 },
  })
})

test('nobody is sent a link for a token imported under the company’s own account', async () => {
  const { lines: done } = await importFile(
    file({ refresh_token: mint('A4INSAFFRON'), selling_partner_id: 'A4INSAFFRON', country: 'in' }),
  )
  const id = done[0]?.authorizationId ?? ''
  const rejected = { health: 'reauthorization_needed', invalidGrants: 3 } as const
  await db.update(authorization).set(rejected).where(eq(authorization.id, id))
  const shown = await readAuthorization(operator, id)
  expect(shown).toMatchObject({ workflow: 'website', renewalObstacle: 'own_account', who: 'operator' })
  expect(shown.reason).toContain('Move it from your company’s own account')
  const { rows } = await readRenewals(operator, {})
  expect(rows.find((row) => row.id === id)).toMatchObject({ renewalObstacle: 'own_account' })
})

test('keeps a refresh token that LWA rotates during an import while the disk is full', async () => {
  const minted = mint('A10USSCRIPT')
  simulator.addFault({ kind: 'rotate-refresh-token', at: 'token', times: 1 })
  const asking = world.hold('grant_type=refresh_token')
  const id = await start(file({ refresh_token: minted, ...us }))
  const working = world.importer.runDue()
  await asking.came
  await db.execute(sql`create sequence rejected`)
  await db.execute(sql`create function reject() returns trigger language plpgsql as $$ begin
    perform nextval('rejected');
    raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
  end $$`)
  await db.execute(
    sql`create trigger reject before update on token_import_line for each row execute function reject()`,
  )
  await asking.release()
  const rejected = async () => {
    const [row] = await db.execute<{ count: number }>(
      sql`select case when is_called then last_value::int else 0 end as count from rejected`,
    )
    return row?.count
  }
  await expect
    .poll(rejected, { timeout: 20_000 })
    .toBeGreaterThan(2)
    .finally(() => db.execute(sql`drop trigger reject on token_import_line`))
  await working
  const [line] = await lines(id)
  expect(line).toMatchObject({ result: 'imported', problem: null })
  world.passMs(1_000)
  expect(await refreshAuthorization(operator, line?.authorizationId ?? '')).toEqual({ worked: true })
})

test('a token that is already stored isn’t imported again, whichever way it came', async () => {
  const pasted = mint('A2NANORTHWIND')
  const { authorizationId: ownId } = await world.store(pasted)
  const { id: first } = await importFile(file({ refresh_token: pasted, ...us }))
  const minted = mint('A9USQUOTES')
  const [imported] = (await importFile(file({ refresh_token: minted, ...us }))).lines
  const before = await world.countRows()
  const again = await importFile(file({ refresh_token: minted, ...us }, { refresh_token: pasted, ...us }))
  expect(await lines(first)).toMatchObject([{ result: 'already_here', authorizationId: ownId }])
  expect(again.lines).toMatchObject([
    { result: 'already_here', authorizationId: imported?.authorizationId },
    { result: 'already_here', authorizationId: ownId },
  ])
  expect(await world.countRows()).toBe(before)
})

test('two concurrent imports of the same token create one authorization', async () => {
  const token = mint('A1USHARBORPINE')
  const ids = await Promise.all([
    start(file({ refresh_token: token, ...us })),
    start(file({ refresh_token: token, ...us })),
  ])
  const before = await world.countRows()
  const { createImporter } = await import('#lib/imports/run.ts')
  const other = createImporter(world.services)
  await Promise.all([world.importer.runDue(), other.runDue()])
  await world.importer.runDue()
  const all = (await Promise.all(ids.map(lines))).flat()
  expect(all.map(({ result }) => result).sort()).toEqual(['already_here', 'imported'])
  expect(new Set(all.map(({ authorizationId }) => authorizationId)).size).toBe(1)
  expect(await world.countRows()).toBe(before + 1)
})

test('a working authorization of the same seller keeps its token, and one that lost access gets the imported one', async () => {
  const seller = await world.addAccount('Aozora')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.jp), 'A5JPAOZORA')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const id = outcome.authorizationId
  const line = () =>
    file({ refresh_token: mint('A5JPAOZORA'), selling_partner_id: 'A5JPAOZORA', country: 'JP' })
  const version = (await row(id))?.tokenVersion ?? 0
  expect((await importFile(line())).lines).toMatchObject([{ result: 'already_here', authorizationId: id }])
  expect((await row(id))?.tokenVersion).toBe(version)
  await db.update(authorization).set({ health: 'reauthorization_needed' }).where(eq(authorization.id, id))
  expect((await importFile(line())).lines).toMatchObject([{ result: 'imported', authorizationId: id }])
  expect(await row(id)).toMatchObject({ tokenVersion: version + 1, health: 'working' })
  expect(await world.trace(id)).toContain('authorization.re-authorized')
})

test('a token of another seller than stated waits in quarantine, where an operator can accept it', async () => {
  const { lines: done } = await importFile(
    file({ refresh_token: mint('A2NANORTHWIND'), selling_partner_id: 'A8SOMEONEELSE', country: 'US' }),
  )
  expect(done).toMatchObject([
    { result: 'quarantined', problem: 'import_seller_differs', tokenSealed: null, authorizationId: null },
  ])
  const attemptId = done[0]?.attemptId ?? ''
  const [kept] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(kept).toMatchObject({ status: 'quarantined', sellingPartnerId: 'A8SOMEONEELSE' })
  expect(kept?.grantSealed).toMatch(/^v1\./)
  expect(await world.trace(attemptId)).toEqual(['attempt.started', 'attempt.quarantined'])
  expect(await acceptQuarantined(operator, attemptId)).toMatchObject({ kind: 'accepted' })
})

test('a seller who has disconnected is not connected again without an operator', async () => {
  const seller = await world.addAccount('Quotes')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A9USQUOTES')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  await disconnectAuthorization(seller, outcome.authorizationId)
  const { lines: done } = await importFile(
    file({ refresh_token: mint('A9USQUOTES'), selling_partner_id: 'A9USQUOTES', country: 'US' }),
  )
  expect(done).toMatchObject([{ result: 'quarantined', problem: 'import_seller_disconnected' }])
  expect(await row(outcome.authorizationId)).toMatchObject({
    health: 'disconnected',
    refreshTokenSealed: null,
  })
})

test('a token that Amazon rejects is refused with the cause, and destroyed', async () => {
  const { id, lines: done } = await importFile(file({ refresh_token: `Atzr|${'x'.repeat(200)}`, ...us }))
  expect(done).toMatchObject([
    {
      result: 'refused',
      problem: 'pasted_token_refused',
      tokenSealed: null,
      failure: { source: 'lwa', code: 'invalid_grant' },
    },
  ])
  const { rows } = await listImportedLines(operator, id, { limit: 10 })
  expect(rows[0]).toMatchObject({
    reason: 'Amazon rejected this refresh token',
    detail: expect.stringMatching(/^LWA 400 invalid_grant/),
  })
  expect(rows[0]?.diagnosis).not.toBeNull()
})

test('while Amazon doesn’t answer, lines wait; afterwards they are imported', async () => {
  simulator.addFault({ kind: 'status', status: 503, at: 'token' } as never)
  const { id, lines: waiting } = await importFile(file({ refresh_token: mint('A1USHARBORPINE'), ...us }))
  expect(waiting).toMatchObject([{ result: 'pending', problem: 'pasted_token_unproven', tries: 1 }])
  expect(await readImport(operator, id)).toMatchObject({ state: 'running', finishedAt: null })
  simulator.clearFaults()
  world.passMs(60_000)
  await world.importer.runDue()
  expect(await lines(id)).toMatchObject([{ result: 'imported', tokenSealed: null }])
})

test('a canceled import destroys the tokens that it has not used, once', async () => {
  const id = await start(file({ refresh_token: mint('A1USHARBORPINE'), ...us }))
  expect(await cancelImport(operator, id)).toBe(1)
  expect(await cancelImport(operator, id)).toBe(0)
  await world.importer.runDue()
  expect(await lines(id)).toMatchObject([{ result: 'canceled', tokenSealed: null }])
  expect(await world.trace(id)).toEqual(['import.started', 'import.canceled'])
  expect(await readImport(operator, id)).toMatchObject({ state: 'canceled' })
})

test('viewers, sellers, and keys limited to one account can’t import', async () => {
  const text = new Secret(Buffer.from(file({ refresh_token: mint('A1USHARBORPINE'), ...us })))
  const seller = await world.addAccount('Somebody')
  const viewer = world.as({ kind: 'operator', personId: '', role: 'viewer', sessionId: '' })
  const key = { kind: 'api-key', keyId: '', applicationId: null, accountId: null } as const
  const wrong = [
    viewer,
    seller,
    world.as({ ...key, scopes: ['authorizations:operate'] }),
    world.as({ ...key, scopes: ['tokens:import'], tags: { team: 'eu' } }),
    world.as({ ...key, scopes: ['tokens:import'], accountId: '1' }),
  ]
  for (const ctx of wrong) {
    await expect(prepareImport(ctx, text)).rejects.toThrow(refusal('not_allowed'))
    await expect(startImport(ctx, { valid: [], invalid: [] }, 'api')).rejects.toThrow(refusal('not_allowed'))
  }
  await expect(cancelImport(viewer, crypto.randomUUID())).rejects.toThrow(refusal('not_allowed'))
  await expect(cancelImport(operator, crypto.randomUUID())).rejects.toThrow(refusal('import_not_found'))
})

test('the file of failures has a reason for each line, and no token', async () => {
  const bad = `Atzr|${'y'.repeat(100)}`
  const good = mint('A1USHARBORPINE')
  const { id } = await importFile(
    file({ refresh_token: good, ...us }, { refresh_token: bad, ...us }, { refresh_token: 'Atza|abc', ...us }),
  )
  const parts: string[] = []
  for await (const part of await exportFailures(operator, id)) parts.push(part)
  const text = parts.join('')
  for (const token of [good, bad]) expect(text).not.toContain(token.slice(0, 20))
  expect(text.trimEnd().split('\r\n')).toHaveLength(3)
  expect(text).toContain('"2","refused","pasted_token_refused"')
  expect(text).toContain('"3","invalid","pasted_access_token","refresh_token"')
})
