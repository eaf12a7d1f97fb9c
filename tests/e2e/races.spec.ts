import { expect } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { Client } from './client.ts'
import { authorizationOf, hurryWorker, type Sql } from './database.ts'
import { withOwnDemo } from './fixtures.ts'
import { type SecondApp, startSecondApp } from './second-app.ts'
import { consented } from './seller.ts'

/** Two `app` processes on one database, with the worker beside them. */
const test = withOwnDemo().extend<object, { readonly second: SecondApp }>({
  second: [
    async ({ ownDemo }, use) => {
      const second = await startSecondApp(ownDemo.place)
      await use(second)
      await second.kill()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
})

async function recordsOf(sql: Sql, { id }: Partner) {
  const [row] = await sql<{ records: number; tokens: number; open: number }[]>`
    select (select count(*)::int from "authorization" where selling_partner_id = ${id}) as records,
      (select count(*)::int from access_token join "authorization" as own on own.id = authorization_id
        where selling_partner_id = ${id} and access_token.token_version = own.token_version) as tokens,
      (select count(*)::int from attempt
        where selling_partner_id = ${id} and (status <> 'completed' or code_sealed is not null or grant_sealed is not null)) as open`
  return row
}

const one = { records: 1, tokens: 1, open: 0 }

test('an attempt started, received and finished by several processes at the same time has one exchange and one record', async ({
  seller: first,
  amazon,
  database,
  second,
}) => {
  for (let round = 0; round < 3; round += 1) {
    const partner = await amazon.addPartner()
    const { path, code } = await consented(first, amazon, partner)
    const other = first.at(second.origin)
    const received = await other.ask(path)
    expect(received.status).toBe(303)
    const finish = received.headers.location ?? ''
    // Both pages are open before either is sent, or the worker takes over.
    const pages = await Promise.all([
      first.open(finish, 'Continue'),
      first.at(second.origin).open(finish, 'Continue'),
    ])
    await amazon.addFault({
      kind: 'delay',
      delayMs: 2_200,
      at: 'token',
      grantType: 'authorization_code',
      times: 1,
    })
    await hurryWorker(database, finish)
    const answers = await Promise.all(pages.map((send) => send()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await expect.poll(() => recordsOf(database, partner)).toEqual(one)
    expect((await first.ask(finish)).body).toContain('is connected')
    expect((await first.at(second.origin).ask(finish)).body).toContain('is connected')
    expect(await amazon.exchangesOf(code)).toBe(1)
  }
})

test('two browsers send one state to two processes at the same time: only the one that started it succeeds (A3, A4)', async ({
  seller: first,
  amazon,
  database,
  second,
}) => {
  for (let round = 0; round < 6; round += 1) {
    const partner = await amazon.addPartner()
    const { path, code } = await consented(first, amazon, partner)
    const thief = new Client(round % 2 === 0 ? second.origin : first.origin)
    const owner = round % 2 === 0 ? first : first.at(second.origin)
    const [stolen, own] = await Promise.all([thief.ask(path), owner.ask(path)])
    expect(stolen.status).toBe(400)
    expect(own.status).toBe(303)
    await first.submit(own.headers.location ?? '', 'Continue')
    expect(await recordsOf(database, partner)).toEqual(one)
    expect(await amazon.exchangesOf(code)).toBe(1)
  }
})

test('one browser sends the same redirect to two processes at the same time: one exchange (A4)', async ({
  seller: first,
  amazon,
  database,
  second,
}) => {
  for (let round = 0; round < 6; round += 1) {
    const partner = await amazon.addPartner()
    const { path, code } = await consented(first, amazon, partner)
    const clients = [first, first.at(second.origin), first, first.at(second.origin)]
    const replies = await Promise.all(clients.map((client) => client.ask(path)))
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(new Set(replies.map(({ headers }) => headers.location)).size).toBe(1)
    await first.submit(replies[0]?.headers.location ?? '', 'Continue')
    expect(await recordsOf(database, partner)).toEqual(one)
    expect(await amazon.exchangesOf(code)).toBe(1)
  }
})

test('one seller authorizes in two tabs at two processes: one working record (A13)', async ({
  seller: first,
  amazon,
  database,
  second,
}) => {
  const partner = await amazon.addPartner()
  for (let round = 0; round < 4; round += 1) {
    const tabs = await Promise.all([consented(first, amazon, partner), consented(first, amazon, partner)])
    const places = await Promise.all(
      [first, first.at(second.origin)].map(
        async (client, index) => (await client.ask(tabs[index]?.path ?? '')).headers.location ?? '',
      ),
    )
    expect(new Set(places).size).toBe(2)
    const pages = await Promise.all([
      first.open(places[0] ?? '', 'Continue'),
      first.at(second.origin).open(places[1] ?? '', 'Continue'),
    ])
    await Promise.all(pages.map((send) => send()))
    await expect.poll(() => recordsOf(database, partner)).toEqual(one)
  }
})

test('a process is killed during the exchange: another one finishes it automatically', async ({
  seller: first,
  amazon,
  database,
  ownDemo,
}) => {
  const doomed = await startSecondApp(ownDemo.place)
  const partner = await amazon.addPartner()
  const { path } = await consented(first, amazon, partner)
  const finish = (await first.at(doomed.origin).ask(path)).headers.location ?? ''
  await amazon.addFault({ kind: 'hang', when: 'before', at: 'token', times: 1 })
  const lost = first
    .at(doomed.origin)
    .submit(finish, 'Continue')
    .catch(() => null)
  const claimed = database`selling_partner_id = ${partner.id} and status = 'exchanging'`
  await expect.poll(async () => (await database`select 1 from attempt where ${claimed}`).length).toBe(1)
  await doomed.kill()
  await lost
  expect((await first.ask(finish)).body, 'the dead process still holds it').not.toContain('is connected')
  await expect.poll(() => recordsOf(database, partner), { timeout: 120_000 }).toEqual(one)
  expect((await first.ask(finish)).body).toContain('is connected')
  expect(await authorizationOf(database, partner)).toMatchObject({ storeName: partner.name })
})

test('A3: on https, an attempt is bound by a host-only cookie that scripts can’t read', async ({
  ownDemo,
}) => {
  const secure = await startSecondApp(ownDemo.place, { APP_URL: 'https://gatehouse.example.com' })
  try {
    const arrival = `amazon_callback_uri=${encodeURIComponent('/apps/authorize/confirm/amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01')}`
    const { status, headers } = await new Client(secure.origin).ask(
      `/authorize?${arrival}&amazon_state=s&selling_partner_id=A1`,
      { headers: { host: 'gatehouse.example.com' } },
    )
    expect(status).toBe(303)
    expect(headers['set-cookie']).toHaveLength(1)
    const [value = '', ...attributes] = headers['set-cookie']?.[0]?.split('; ') ?? []
    expect(value).toMatch(/^__Host-attempt-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}=[\w-]{43}$/)
    const told = attributes.map((attribute) => attribute.toLowerCase())
    expect(told).toEqual(expect.arrayContaining(['path=/', 'secure', 'httponly', 'samesite=lax']))
    expect(told.filter((attribute) => attribute.startsWith('domain'))).toEqual([])
  } finally {
    await secure.kill()
  }
})
