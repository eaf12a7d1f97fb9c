import { expect } from '@playwright/test'
import { test } from './fixtures.ts'
import { newAccount, signUpAt } from './seller.ts'
import { connect, connectionCard, disconnect, fillSignIn } from './story.ts'

test('the page of a finished authorization stays its owner’s, and says when the connection has ended', async ({
  shop,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  await connect(shop, partner)
  const address = shop.url()
  await shop.context().clearCookies({ name: /attempt-/ })
  await shop.goto(address)
  await expect(shop.getByRole('heading', { name: `${partner.name} is connected` })).toBeVisible()

  const card = await connectionCard(shop, partner.name)
  await disconnect(card)
  await expect(card).toContainText('Disconnected')
  await shop.goto(address)
  await expect(shop.getByRole('heading', { name: `${partner.name}: Disconnected` })).toBeVisible()
  await expect(shop.getByText('can now work with this account')).toBeHidden()
  await expect(shop.getByText('To reconnect, authorize again.')).toBeVisible()
})

test('its owner, who was signed out, signs in and finds it again; another account doesn’t', async ({
  shop,
  demo,
  amazon,
  account,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 40[14]/)
  const partner = await amazon.addPartner()
  await connect(shop, partner)
  const address = shop.url()
  await shop.context().clearCookies()
  await shop.goto(address)
  await shop.waitForURL((url) => url.pathname === '/sign-in')
  await fillSignIn(shop, account)
  await shop.waitForURL(address)
  await expect(shop.getByRole('heading', { name: `${partner.name} is connected` })).toBeVisible()

  await shop.context().clearCookies()
  const other = await signUpAt(demo.app, newAccount())
  await other.enter(shop.context())
  await shop.goto(address)
  await expect(
    shop.getByRole('heading', { name: 'This authorization wasn’t started in this browser' }),
  ).toBeVisible()
})

test('the outcome gets the focus: the heading of a finished authorization, the card of an ended connection', async ({
  shop,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  await connect(shop, partner)
  await expect(shop.getByRole('heading', { name: `${partner.name} is connected` })).toBeFocused()

  const card = await connectionCard(shop, partner.name)
  await disconnect(card)
  await expect(card).toContainText('Disconnected')
  await expect(card).toBeFocused()
  await expect(card).toHaveAccessibleDescription('Disconnected')
})

test('somebody who signed in with another account in the meantime reads that, and can sign in with the first', async ({
  shop,
  demo,
  amazon,
  account,
}) => {
  const partner = await amazon.addPartner()
  await connect(shop, partner)
  const address = shop.url()
  const other = await signUpAt(demo.app, newAccount())
  await other.enter(shop.context())
  await shop.goto(address)
  await expect(
    shop.getByRole('heading', { name: 'You are signed in with another account now' }),
  ).toBeVisible()
  await expect(shop.getByRole('main')).not.toContainText(account.name)
  await shop.getByRole('link', { name: 'Sign in with the other account' }).click()
  await shop.getByLabel('Email').fill(account.email)
  await shop.getByLabel('Password', { exact: true }).fill(account.password)
  await shop.getByRole('button', { name: 'Sign in' }).click()
  await expect(shop.getByRole('heading', { name: `${partner.name} is connected` })).toBeVisible()
})

test('on a phone, the next steps are right below the heading, however many countries the store sells in', async ({
  shop,
  amazon,
}) => {
  await shop.setViewportSize({ width: 390, height: 844 })
  const partner = await amazon.addPartner({
    countries: ['BE', 'DE', 'ES', 'FR', 'GB', 'IT', 'NL', 'PL', 'SE'],
  })
  await connect(shop, partner, 'Germany')
  await expect(shop.getByRole('link', { name: 'See your connections' })).toBeInViewport({ ratio: 1 })
  await expect(shop.getByRole('link', { name: 'Connect another account' })).toBeInViewport({ ratio: 1 })
  const countries = shop.getByText(/^9 countries: /)
  const netherlands = shop.getByRole('main').getByRole('listitem').filter({ hasText: 'Netherlands' })
  await expect(netherlands).toBeHidden()
  await countries.click()
  await expect(netherlands).toContainText('EUR')
})
