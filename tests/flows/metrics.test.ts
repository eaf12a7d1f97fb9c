import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inTransactionOf } from '#lib/database/pool.ts'
import { ownFailure } from '#lib/failure.ts'
import { createMetricsReporter } from '#lib/maintenance/report-metrics.ts'
import type { StoredSample } from '#lib/metrics/definitions.ts'
import { renderMetrics, setStored } from '#lib/metrics/record.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications, updateApplication } from '#lib/store/applications.ts'
import { openOrUpdateIncident } from '#lib/store/incidents.ts'
import { correctTally } from '#lib/store/state.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { seal } from '#lib/vault/seal.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db, patientDb } = database
const world = await createAmazonWorld(database)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin)
const kettle = await world.addAccount('Blue Kettle')
const { outcome } = await world.authorize(kettle, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
if (outcome.kind !== 'completed') throw new Error(outcome.kind)
const first = outcome.authorizationId

/** A worker, and what it reports. */
function worker() {
  const published: { samples: readonly StoredSample[] | null } = { samples: null }
  const reporter = createMetricsReporter(world.services, (samples, untilMs) => {
    published.samples = samples
    setStored(samples, untilMs)
  })
  return { ...reporter, published }
}

/** As if the holder of the lease had died a while ago. */
const expireLease = () =>
  db.execute(sql`update process_lease set held_until = clock_timestamp() - interval '1 second'`)
beforeEach(() => db.execute(sql`delete from process_lease`).then(() => setStored(null)))
afterAll(() => setStored(null))

const seriesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (/^[a-z]/.test(line) ? [line.replace(/ \S+$/, '')] : []))
const sumOf = (text: string, name: string): number =>
  text
    .split('\n')
    .reduce((sum, line) => (line.startsWith(`${name}{`) ? sum + Number(line.split(' ').at(-1)) : sum), 0)

test('one worker reports the metrics of the database, so that their sums are right', async () => {
  const workers = [worker(), worker(), worker()]
  for (const one of workers) await one.report()
  for (const one of workers) await one.report()
  expect(workers.map(({ published }) => published.samples !== null)).toEqual([true, false, false])
})

test('when many workers start at the same time, one is elected', async () => {
  const workers = Array.from({ length: 8 }, worker)
  const elected = await Promise.all(workers.map((one) => one.report()))
  expect(elected.filter(Boolean)).toHaveLength(1)
})

test('another worker takes over from one that stops, and from one that dies', async () => {
  const [one, two, three] = [worker(), worker(), worker()]
  expect(await one.report()).toBe(true)
  await one.stop()
  expect(one.published.samples).toBeNull()
  expect(await two.report()).toBe(true)
  await expireLease()
  expect(await three.report()).toBe(true)
  // It was only slow: it stops reporting as soon as it notices.
  expect(await two.report()).toBe(false)
  expect(two.published.samples).toBeNull()
})

test('the values are only reported while the lease lasts', async () => {
  setStored([{ name: 'gatehouse_workers', labels: {}, value: 3 }], performance.now() + 3_600_000)
  expect((await renderMetrics()).text).toContain('gatehouse_workers 3')
  setStored([{ name: 'gatehouse_workers', labels: {}, value: 3 }], performance.now())
  expect((await renderMetrics()).text).not.toContain('gatehouse_workers')
})

test('a process that is not elected reports no metric of the database, not even as 0', async () => {
  const one = worker()
  await one.report()
  const elected = (await renderMetrics()).text
  setStored(null)
  const other = (await renderMetrics()).text
  expect(elected).toContain('gatehouse_authorizations{')
  expect(other).not.toMatch(/gatehouse_(?:authorizations|workers|sealed_rows|renewals_due)/)
})

test('sealed values are counted by the key that sealed them', async () => {
  await worker().report()
  const { text } = await renderMetrics()
  expect(text).toMatch(/gatehouse_sealed_rows\{table="authorization",key="k1"\} 1\n/)
  expect(text).toMatch(/gatehouse_sealed_rows\{table="application",key="k1"\} 1\n/)
})

test('authorizations are counted by the health that people see, with their renewals, secrets and incidents', async () => {
  const [application] = await listApplications(db)
  if (application === undefined) throw new Error('no application')
  const named = `application="${application.name}"`
  const read = async (): Promise<string> => {
    await worker().report()
    await db.execute(sql`delete from process_lease`)
    return (await renderMetrics()).text
  }
  const healthy = await read()
  expect(readValue(healthy, `gatehouse_authorizations{${named},health="working"}`)).toBe(1)
  expect(readValue(healthy, `gatehouse_authorizations{${named},health="blocked"}`)).toBe(0)
  expect(readValue(healthy, `gatehouse_renewals_due{${named},within_days="60"}`)).toBe(0)
  expect(healthy).not.toContain('gatehouse_incidents_open{')

  const now = world.services.now()
  await updateApplication(db, application.id, {
    secretCreatedOn: '2026-11-01',
    credentialsProblemAt: now,
    renewalTermDays: 20,
  })
  await openOrUpdateIncident(db, {
    id: newId(),
    applicationId: application.id,
    problem: 'application_refused',
    startedAt: now,
    seenAt: now,
    affected: 5,
    tried: 5,
    failure: ownFailure('refused'),
    requestIds: [],
  })
  const blocked = await read()
  await updateApplication(db, application.id, { credentialsProblemAt: null, renewalTermDays: 365 })
  expect(readValue(blocked, `gatehouse_authorizations{${named},health="working"}`)).toBe(0)
  expect(readValue(blocked, `gatehouse_authorizations{${named},health="blocked"}`)).toBe(1)
  expect(
    ['0', '7', '30', '60'].map((days) =>
      readValue(blocked, `gatehouse_renewals_due{${named},within_days="${days}"}`),
    ),
  ).toEqual([0, 0, 1, 1])
  expect(readValue(blocked, `gatehouse_incidents_open{${named},problem="application_refused"}`)).toBe(1)
  expect(readValue(blocked, `gatehouse_client_secret_expiry_timestamp_seconds{${named}}`)).toBe(
    Date.parse('2027-04-30') / 1_000,
  )
  expect(blocked).not.toContain(`gatehouse_maintenance_lag_seconds{${named}}`)
})

test('the age of the oldest undelivered webhook is reported, and 0 while none waits', async () => {
  const read = async (): Promise<number> => {
    await worker().report()
    await db.execute(sql`delete from process_lease`)
    return readValue((await renderMetrics()).text, 'gatehouse_webhook_lag_seconds')
  }
  expect(await read()).toBe(0)
  const due = (seconds: number) =>
    new Date(world.services.realNow().getTime() - seconds * 1_000).toISOString()
  const endpointId = newId()
  await db.execute(sql`
    insert into webhook_endpoint (id, name, url, secret_sealed, created_at)
    values (${endpointId}, 'CRM', 'https://crm.example.com', 'v1.k0.x', ${due(900)}::timestamptz)`)
  await db.execute(sql`
    insert into webhook_delivery (endpoint_id, event_id, status, next_attempt_at, created_at)
    select ${endpointId}, id, 'waiting', ${due(60)}::timestamptz, ${due(600)}::timestamptz from event limit 1`)
  expect(await read()).toBe(600)
  await db.execute(sql`update webhook_endpoint set disabled_at = now(), disabled_reason = 'operator'`)
  expect(await read()).toBe(0)
  await db.execute(sql`delete from webhook_endpoint`)
})

test('the age of the oldest unsent email is reported, apart for those without an SMTP server', async () => {
  const read = async (): Promise<readonly number[]> => {
    await worker().report()
    await db.execute(sql`delete from process_lease`)
    const { text } = await renderMetrics()
    return ['waiting', 'held'].map((status) =>
      Math.round(readValue(text, `gatehouse_email_lag_seconds{status="${status}"}`)),
    )
  }
  const ago = (seconds: number) =>
    new Date(world.services.realNow().getTime() - seconds * 1_000).toISOString()
  const add = (status: string, writtenAgo: number, dueAgo: number, changes = sql`null, 'email'`) => {
    const id = newId()
    return db.execute(sql`
      insert into message (id, key, kind, problem, channel_kind, recipient, subject, data, status, next_attempt_at,
        expires_at, created_at, recorded_at)
      select ${id}::uuid, ${id}::text, 'test', changed.problem, changed.kind, 'a@example.com', 'Test', '{}', ${status},
        ${ago(dueAgo)}::timestamptz, ${ago(-9_000)}::timestamptz, ${ago(writtenAgo)}::timestamptz,
        ${ago(writtenAgo)}::timestamptz
      from (values (${changes})) as changed (problem, kind)`)
  }
  expect(await read()).toEqual([0, 0])
  await add('sent', 9_000, 9_000)
  await add('waiting', 8_000, -60)
  await add('waiting', 7_000, 60, sql`null, 'slack'`)
  expect(await read()).toEqual([0, 0])
  await add('held', 4_000, 4_000)
  await add('waiting', 300, 300)
  expect(await read()).toEqual([300, 4_000])
  // It was tried, and will be again.
  await add('waiting', 600, -60, sql`'unreachable', 'email'`)
  expect(await read()).toEqual([600, 4_000])
  await add('sending', 900, 900)
  expect(await read()).toEqual([900, 4_000])
  await db.execute(sql`delete from message`)
})

test('10,000 sellers have as many time series as one', async () => {
  const one = worker()
  await one.report()
  await vend(first)
  const before = (await renderMetrics()).text

  const ids = Array.from({ length: 10_000 }, newId)
  await addAuthorizations(ids)
  for (let start = 0; start < ids.length; start += 500) {
    await Promise.all(ids.slice(start, start + 500).map(vend))
  }
  await one.report()
  const after = (await renderMetrics()).text

  expect(seriesOf(after)).toEqual(seriesOf(before))
  const stored = 'gatehouse_vends_total{token="access",outcome="issued",source="stored"}'
  expect(readValue(after, stored)).toBe(readValue(before, stored) + 10_000)
  expect(sumOf(after, 'gatehouse_authorizations')).toBe(10_001)
  expect(after).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|A3EULINDENHOF|Blue Kettle|SELLER/)
})

const readValue = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1) ?? 0,
  )

const vend = (authorizationId: string) =>
  vendAccessToken(world.visitor, { key: new Secret(key), authorizationId })

/** Copies of the first authorization, each with a stored access token of its own. */
async function addAuthorizations(ids: readonly string[]): Promise<void> {
  const { keyRing } = world.services
  const rows = ids.map((id) => ({
    id,
    sealed: seal(
      keyRing,
      new Secret(`Atza|${randomToken()}`),
      seals.accessToken.sealed({ authorizationId: id }),
    ),
  }))
  const copies = sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as copy (id uuid, sealed text)`
  await patientDb.execute(sql`
    insert into "authorization" (id, application_id, account_id, workflow, grant_key, selling_partner_id, region,
      consent_group, partner_type, marketplace_id, refresh_token_sealed, authorized_at, renewed_at, created_at, announced_health, tags)
    select copy.id, application_id, account_id, workflow, copy.id::text, 'SELLER' || copy.id, region, consent_group,
      partner_type, marketplace_id, refresh_token_sealed, authorized_at, renewed_at, created_at, 'working',
      jsonb_build_object('customer', copy.id)
    from ${copies}, "authorization" a where a.id = ${first}`)
  await patientDb.execute(sql`
    insert into access_token (authorization_id, sealed, expires_at, token_version)
    select copy.id, copy.sealed, ${new Date(world.services.now().getTime() + 3_000_000).toISOString()}::timestamptz, 1
    from ${copies}`)
  await inTransactionOf(db, correctTally)
}
