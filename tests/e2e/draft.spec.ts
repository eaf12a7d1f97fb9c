import { expect } from '@playwright/test'
import { authorizationOf, completedAttempt } from './database.ts'
import { withOwnDemo } from './fixtures.ts'
import { newAccount, signUpAt } from './seller.ts'
import { agree, authorize, authorizeInAppstore, confirm, expectConnected, signIn, signUp } from './story.ts'

const test = withOwnDemo({ SP_API_APPLICATION_STATUS: 'draft' })

test('a draft is authorized as a beta version, through the Login URI, in one attempt (A14, A16)', async ({
  shop,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  expect(new URL(shop.url()).searchParams.get('version')).toBe('beta')

  const passed: URL[] = []
  shop.on('request', (request) => passed.push(new URL(request.url())))
  await confirm(shop, partner)
  await agree(shop, partner)
  await expectConnected(shop, partner.name)
  const hop = passed.find(({ pathname }) => pathname === '/authorize')
  const back = passed.find(({ pathname }) => pathname.includes('/apps/authorize/confirm/'))
  expect(hop?.searchParams.get('amazon_callback_uri')).toBe(`${back?.origin}${back?.pathname}`)
  expect(back?.searchParams.get('amazon_state')).toBe(hop?.searchParams.get('amazon_state'))
  expect(back?.searchParams.get('version')).toBe('beta')
  expect(await completedAttempt(database, partner)).toEqual({ workflow: 'website', hasSecondState: true })
})

test('a seller who comes from the Appstore and has an account signs in on the way', async ({
  page,
  demo,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  const owner = newAccount()
  await signUpAt(demo.app, owner)
  await authorizeInAppstore(page, amazon.origin, partner)
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await signIn(page, page.url(), owner)
  await agree(page, partner)
  await expectConnected(page, partner.name)
  expect(await authorizationOf(database, partner)).toMatchObject({ storeName: partner.name })
})

test('without Amazon’s host, a started attempt knows the country and a cold arrival is asked for it', async ({
  shop,
  anotherBrowser,
  amazon,
}) => {
  await amazon.addFault({ kind: 'bare-callback-uri', at: 'consent' })
  const known = await amazon.addPartner()
  await authorize(shop)
  await confirm(shop, known)
  await agree(shop, known)
  await expectConnected(shop, known.name)

  const arriving = await amazon.addPartner()
  const cold = await anotherBrowser()
  await signUp(cold)
  await authorizeInAppstore(cold, amazon.origin, arriving)
  await expect(cold.getByText('The country whose Amazon account you are connecting')).toBeVisible()
  await cold.getByRole('radio', { name: 'Seller' }).check()
  await cold.getByLabel('Country').selectOption({ label: 'United States' })
  await agree(cold, arriving)
  await expectConnected(cold, arriving.name)
})

test("a stranger's link adds nothing to the account that opens it", async ({
  shop,
  anotherBrowser,
  amazon,
  database,
}) => {
  const strangers = await amazon.addPartner()
  const stranger = await anotherBrowser()
  await stranger.route('**/authorize?amazon_*', (route) => route.abort())
  const hop = stranger.waitForRequest((request) => request.url().includes('/authorize?amazon_'))
  await authorizeInAppstore(stranger, amazon.origin, strangers).catch(() => {})
  const lure = (await hop).url()

  await shop.goto(amazon.origin)
  await shop.evaluate(
    (address) => location.assign(address),
    new URL('/authorize?marketplace=ATVPDKIKX0DER', lure).href,
  )
  await expect(shop.getByRole('heading', { name: 'Where do you sell?' })).toBeVisible()
  await shop.goto(amazon.origin)
  await shop.evaluate((address) => location.assign(address), lure)
  await expect(shop.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
  await expect(shop.getByText(strangers.id, { exact: true })).toBeVisible()
  expect(await completedAttempt(database, strangers)).toBeNull()
})

test("a stranger's link during an attempt asks first, and the seller's own store is connected", async ({
  shop,
  amazon,
  database,
}) => {
  const [own, strangers] = [await amazon.addPartner(), await amazon.addPartner()]
  await authorize(shop)
  const tab = await shop.context().newPage()
  for (const { id } of [strangers, { id: 'AINVENTED' }]) {
    const applicationId = new URL(shop.url()).searchParams.get('application_id') ?? ''
    const link = new URLSearchParams({
      amazon_callback_uri: `https://sellercentral.amazon.com/apps/authorize/confirm/${applicationId}`,
      amazon_state: 'strangers',
      selling_partner_id: id,
    })
    await tab.goto(`/authorize?${link}`)
    await expect(tab.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
    await expect(tab.getByText(id, { exact: true })).toBeVisible()
  }
  await confirm(shop, own)
  await agree(shop, own)
  await expectConnected(shop, own.name)
  expect(await completedAttempt(database, strangers)).toBeNull()
})

test('an attempt for a store that is already connected isn’t interrupted by a question', async ({
  shop,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  await confirm(shop, partner)
  await agree(shop, partner)
  await expectConnected(shop, partner.name)
  await authorize(shop)
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
})
