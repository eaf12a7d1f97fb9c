import { expect, type Request } from '@playwright/test'
import { hostileCallbacks } from '../fixtures/hostile-callbacks.ts'
import { Client, type Reply } from './client.ts'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { start } from './seller.ts'
import { authorize, confirm, connect, expectConnected } from './story.ts'

test('A8: the code appears only once, in a URL that answers 303', async ({ shop, amazon, demo }) => {
  const partner = await amazon.addPartner()
  const requests: Request[] = []
  shop.on('request', (request) => requests.push(request))
  await connect(shop, partner)
  await shop.getByRole('link', { name: 'See your connections' }).click()
  await expect(shop.getByRole('article', { name: partner.name })).toBeVisible()

  const callback = requests.filter((request) => request.url().startsWith(`${demo.app}/sp-api/auth`))
  expect(callback).toHaveLength(1)
  const code = new URL(callback[0]?.url() ?? '').searchParams.get('spapi_oauth_code') ?? ''
  const answer = await callback[0]?.response()
  expect(answer?.status()).toBe(303)
  expect(answer?.headers().location).toMatch(/^\/connect\/finish\/[\da-f-]{36}$/)
  for (const request of requests) {
    const told = [request.headers().referer, request.postData(), request === callback[0] ? '' : request.url()]
    expect(told.join(' '), request.url()).not.toContain(code)
  }
  expect(
    await shop.evaluate(() => JSON.stringify([history.state, document.referrer, { ...localStorage }])),
  ).not.toContain(code)
  expect(await amazon.exchangesOf(code)).toBe(1)
})

test('A9: a return from Amazon without a code after Cancel is explained, and authorizing again works', async ({
  shop,
  amazon,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 400/)
  const partner = await amazon.addPartner()
  await amazon.change({ cancelGoesBack: true })
  try {
    await authorize(shop)
    await shop.getByLabel('Signed in as').selectOption(partner.id)
    await shop.getByRole('button', { name: 'Cancel' }).click()
    await shop.waitForURL((url) => url.pathname === '/sp-api/auth')
  } finally {
    await amazon.change({ cancelGoesBack: false })
  }
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText('Amazon didn’t give permission')
  const [ended] = await database`select status, problem from attempt order by started_at desc limit 1`
  expect(ended).toEqual({ status: 'failed', problem: 'consent_refused' })
  await shop.getByRole('main').getByRole('link').first().click()
  await connect(shop, partner)
  expect(await authorizationOf(database, partner)).not.toBeNull()
})

test('A19: every response of a callback suppresses the Referer and caching', async ({
  seller,
  amazon,
  demo,
}) => {
  const partner = await amazon.addPartner()
  const again = seller.at(demo.app)
  const visitor = new Client(demo.app)
  const consent = await seller.ask(start)
  const applicationId = new URL(consent.headers.location ?? '').searchParams.get('application_id') ?? ''
  const back = await amazon.confirm(consent.headers.location ?? '', partner)
  const hop = (uri: string) =>
    `/authorize?${new URLSearchParams({ amazon_callback_uri: uri, amazon_state: 's', selling_partner_id: partner.id })}`
  const callback = `https://sellercentral.amazon.com/apps/authorize/confirm/${applicationId}`
  const arrived = await again.ask(hop(callback))
  const attempt = arrived.headers.location?.split('/').at(-1) ?? ''
  const replies: readonly [what: string, status: number, reply: Reply][] = [
    ['to Amazon', 302, consent],
    ['arrived', 303, arrived],
    ['arrived, signed out', 303, await visitor.ask(hop(callback))],
    ['signed out', 303, await new Client(demo.app).ask(start)],
    ['a hostile address', 400, await seller.ask(hop(hostileCallbacks(applicationId)[0] ?? ''))],
    ['no parameter', 400, await seller.ask('/authorize')],
    ['an arrival of another browser', 404, await seller.ask(`/authorize?attempt=${attempt}`)],
    ['the redirect', 303, await seller.ask(back)],
    ['the redirect again', 303, await seller.ask(back)],
    ['the redirect of another browser', 400, await visitor.ask(back)],
    ['nothing', 400, await seller.ask('/sp-api/auth')],
    [
      'an unknown state',
      400,
      await seller.ask('/sp-api/auth?state=x&selling_partner_id=A1&spapi_oauth_code=y'),
    ],
  ]
  for (const [what, status, reply] of replies) {
    expect(reply.status, what).toBe(status)
    expect(reply.headers, what).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(reply.body, what).not.toContain('amazon_state')
  }
  for (const path of ['/', '/sign-in?next=/', replies[7]?.[2].headers.location ?? '']) {
    expect((await seller.ask(path)).headers['referrer-policy'], path).toBe('same-origin')
  }
})

test('A19: Chromium sends no Referer between our pages and Amazon', async ({ shop, amazon, demo }) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  const { searchParams } = new URL(shop.url())
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
  expect(await shop.evaluate(() => document.referrer)).toBe('')
  const state = searchParams.get('state') ?? ''
  const ours = (await amazon.received()).filter(({ query, body }) => `${query}${body}`.includes(state))
  expect(ours.length).toBeGreaterThan(0)
  for (const { headers } of ours) expect(JSON.stringify(headers)).not.toContain(demo.app)
})

test('A22: rate limits by session and by address say when to try again', async ({
  seller,
  demo,
  database,
}) => {
  const statuses = new Set<number>()
  let last = await seller.ask(start)
  for (let tries = 0; tries < 61 && last.status !== 429; tries += 1) {
    statuses.add(last.status)
    last = await seller.ask(start)
  }
  expect([...statuses]).toEqual([302])
  expect(last.status).toBe(429)
  expect(last.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  expect((await new Client(demo.app).ask(start)).status, 'nobody else suffers').toBe(303)

  for (const [callback, asks] of [
    ['authorize.address', start],
    ['redirect.address', '/sp-api/auth?state=x&selling_partner_id=A1&spapi_oauth_code=y'],
  ] as const) {
    const stranger = new Client(demo.app)
    expect((await stranger.ask(asks)).status).toBeLessThan(429)
    const full = await database`update throttle set count = 200 where key like ${`${callback} %`} returning 1`
    expect(full.length, callback).toBeGreaterThan(0)
    expect((await stranger.ask(asks)).status, callback).toBe(429)
  }
})
