import { expect } from '@playwright/test'
import { hostileCallbacks } from '../fixtures/hostile-callbacks.ts'
import { Client, type Reply } from './client.ts'
import { authorizationOf, type Sql } from './database.ts'
import { test } from './fixtures.ts'
import { consented, newAccount, signUpAt, start } from './seller.ts'

const unitedStates = 'ATVPDKIKX0DER'
const long = 'x'.repeat(10 * 1024)

/** A refusal is a page that says what to do next, and it is neither cached nor forwarded. */
function expectRefused(reply: Reply, words: RegExp, status = 400): void {
  expect(reply.status, reply.body.slice(0, 200)).toBe(status)
  expect(reply.headers['cache-control']).toBe('no-store')
  expect(reply.headers['referrer-policy']).toBe('no-referrer')
  expect(reply.headers.location).toBeUndefined()
  expect(reply.body).toMatch(words)
  expect(reply.body).toMatch(/<a [^>]*href="\/"/)
}

async function countAttempts(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from attempt`
  return row?.count ?? 0
}

test('four kinds of invalid states get four messages, one status and no exchange (A3, A4, A5)', async ({
  seller,
  amazon,
  database,
  demo,
}) => {
  const partner = await amazon.addPartner()
  const { back, code, state } = await consented(seller, amazon, partner)
  const changed = (name: string, value: string) => {
    const uri = new URL(back)
    uri.searchParams.set(name, value)
    return uri.href
  }

  expectRefused(
    await seller.ask(changed('state', 'never-given-out')),
    /This authorization wasn’t started here/,
  )
  const foreign = /started in another browser/
  expectRefused(await new Client(demo.app).ask(back.href), foreign)
  const other = seller.at(demo.app)
  for (const name of other.cookies.keys())
    if (name.includes('attempt-')) other.cookies.set(name, 'A'.repeat(43))
  expectRefused(await other.ask(back.href), foreign)

  expect((await seller.ask(back.href)).status, 'nothing of that harmed it').toBe(303)
  const finish = (await seller.ask(back.href)).headers.location
  expect(finish, 'the same again leads to the same page').toMatch(/^\/connect\/finish\/[\da-f-]{36}$/)
  expect(
    (await seller.ask(changed('spapi_oauth_code', 'ANotherCode'))).headers.location,
    'Confirm pressed twice',
  ).toBe(finish)
  expectRefused(await seller.ask(changed('selling_partner_id', 'A1USHARBORPINE')), /was already used/)
  const visitor = await new Client(demo.app).ask(finish ?? '')
  expect(visitor.headers.location).toMatch(/^\/sign-in\?/)
  const stranger = await signUpAt(demo.app, newAccount())
  expect((await stranger.ask(finish ?? '')).status).toBe(404)

  const late = await consented(seller, amazon, partner)
  await database`update attempt set state_expires_at = now() - interval '1 second' where started_at = (select max(started_at) from attempt)`
  expectRefused(await seller.ask(late.back.href), /took too long/)

  expect(await amazon.exchangesOf(code)).toBe(0)
  expect(await amazon.exchangesOf(late.code)).toBe(0)
  expect(await authorizationOf(database, partner)).toBeNull()
  expect(state).toMatch(/^[\w-]{43}$/)
})

test('after a sign-out, returning from Amazon in the same browser connects no store to the account', async ({
  seller,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  const { back, code } = await consented(seller, amazon, partner)
  expect((await seller.submit('/connect/connections', 'Sign out')).status).toBe(303)
  expectRefused(await seller.ask(back.href), /started in another browser/)
  expect(await amazon.exchangesOf(code)).toBe(0)
  expect(await authorizationOf(database, partner)).toBeNull()
})

test('an amazon_callback_uri outside Amazon is refused and not stored (A14, A15)', async ({
  seller,
  demo,
  database,
}) => {
  const consent = new URL((await seller.ask(start)).headers.location ?? '')
  const applicationId = consent.searchParams.get('application_id') ?? ''
  const before = await countAttempts(database)
  for (const [index, hostile] of hostileCallbacks(applicationId).entries()) {
    const query = new URLSearchParams({
      amazon_callback_uri: hostile,
      amazon_state: 'their-state',
      selling_partner_id: 'A1USHARBORPINE',
    })
    for (const client of index % 2 === 0 ? [new Client(demo.app)] : [new Client(demo.app), seller]) {
      const reply = await client.ask(`/authorize?${query}`)
      expectRefused(reply, /doesn’t lead back to Amazon/)
      expect(reply.body).not.toContain('evil.example')
    }
  }
  expect(await countAttempts(database)).toBe(before)
})

const callback = 'amazon_callback_uri=https%3A%2F%2Fsellercentral.amazon.com%2Fapps%2Fauthorize%2Fconfirm%2Fx'
const damagedStarts = [
  '',
  'marketplace=',
  'marketplace=NOWHERE',
  `marketplace=${unitedStates}&marketplace=${unitedStates}`,
  `marketplace=${long}`,
  `marketplace[]=${unitedStates}`,
  'marketplace=%ZZ',
  `marketplace=${unitedStates}%00`,
  `marketplace=${unitedStates}&partner=thief`,
  `marketplace=${unitedStates}&partner=seller&partner=vendor`,
  `marketplace=${unitedStates}&authorization=1`,
  'attempt=1',
  callback,
  `${callback}&amazon_state=s`,
  `${callback}&amazon_state=s&amazon_state=t&selling_partner_id=A1`,
  `${callback}&amazon_state=${long}&selling_partner_id=A1`,
  `${callback}&amazon_state=s&selling_partner_id=A1%20B2`,
]

test('missing, repeated and oversized parameters are refused at both routes, and lose nothing (A7)', async ({
  seller,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  const { back, code, state } = await consented(seller, amazon, partner)
  const before = await countAttempts(database)
  for (const query of damagedStarts) {
    expectRefused(await seller.ask(`/authorize?${query}`), /Start again from|Choose the country/)
  }
  expect(await countAttempts(database)).toBe(before)

  const id = `selling_partner_id=${partner.id}`
  const damagedReturns = [
    '',
    `${id}&spapi_oauth_code=${code}`,
    `state=${state}&state=${state}&${id}&spapi_oauth_code=${code}`,
    `state=${long}&${id}&spapi_oauth_code=${code}`,
    `state=${state}&${id}&spapi_oauth_code=${code}&spapi_oauth_code=${code}`,
    `state=${state}&${id}&spapi_oauth_code=${long}`,
    `state=${state}&spapi_oauth_code=${code}`,
    `state=${state}&selling_partner_id=..%2F..&spapi_oauth_code=${code}`,
    `state=${state}&${id}&${id}&spapi_oauth_code=${code}`,
    `state=%FF&${id}&spapi_oauth_code=${code}`,
  ]
  for (const query of damagedReturns) {
    expectRefused(await seller.ask(`/sp-api/auth?${query}`), /Start again from/)
  }
  expect(await amazon.exchangesOf(code)).toBe(0)
  expect((await seller.ask(back.href)).status).toBe(303)
})

test('unknown parameters are ignored; their names are stored, their values are not', async ({
  seller,
  amazon,
  database,
}) => {
  const { headers } = await seller.ask(`${start}&ref_=sc_nav_canary`)
  const back = await amazon.confirm(headers.location ?? '', await amazon.addPartner())
  const { status, headers: onward } = await seller.ask(`${back}&mons_sel_mkid=canary&mons_sel_mkid=canary`)
  expect(status).toBe(303)
  const [row] = await database`
    select unknown_parameters as names, row_to_json(attempt)::text as text
    from attempt where id = ${onward.location?.split('/').at(-1) ?? ''}`
  expect(row?.names).toEqual(['ref_', 'mons_sel_mkid'])
  expect(row?.text).not.toContain('canary')
})

test('URLs sent to Amazon and browsers come from the configuration, whatever a request claims (A18)', async ({
  seller,
  demo,
}) => {
  const claims = [
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { forwarded: 'host=evil.example;proto=https' },
    { origin: 'https://evil.example', referer: 'https://evil.example/' },
  ]
  for (const headers of claims) {
    const reply = await seller.ask(start, { headers })
    expect(reply.status).toBe(302)
    expect(new URL(reply.headers.location ?? '').searchParams.get('redirect_uri')).toBe(
      `${demo.app}/sp-api/auth`,
    )
    const visitor = await new Client(demo.app).ask(start, { headers })
    expect(visitor.headers.location).toMatch(/^\/sign-in\?/)
    const pages = await seller.ask('/', { headers })
    expect(JSON.stringify(pages.headers) + pages.body).not.toContain('evil.example')
  }
  const other = await seller.ask(start, { headers: { host: 'evil.example' } })
  expect(other.status).toBe(307)
  expect(other.headers.location?.startsWith(`${demo.app}${start}&`)).toBe(true)
})
