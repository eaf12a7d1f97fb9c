import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import type { SignIn } from './demo.ts'
import { type Account, newAccount } from './seller.ts'

/** Opens a page, through the sign-in page if necessary. */
export async function signIn(page: Page, address: string, person: SignIn): Promise<void> {
  await page.goto(address)
  await fillSignIn(page, person)
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

export async function fillSignIn(page: Page, { email, password }: SignIn): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/**
 * React has taken the page over: it marks the elements that it knows. Until then, a click may be lost, or reload the
 * page that it leads to.
 */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll('main :is(a, button, input:not([type="hidden"]))')]
    const isKnown = (control: Element) => Object.keys(control).some((key) => key.startsWith('__reactFiber$'))
    return controls.length > 0 && controls.every(isKnown)
  })
}

/** A business without an account signs up, and continues at the choice of its country. */
export async function signUp(page: Page): Promise<Account> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Create an account' }).click()
  const account = await fillSignUp(page)
  await expect(page.getByRole('heading', { name: 'Where do you sell?' })).toBeVisible()
  return account
}

/** On the sign-up page. */
export async function fillSignUp(page: Page, account = newAccount()): Promise<Account> {
  await page.getByLabel('Business name').fill(account.name)
  await page.getByLabel('Email address').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Create an account' }).click()
  return account
}

/** From the start page to Amazon's consent page. */
export async function authorize(
  page: Page,
  country = 'United States',
  how: 'Seller' | 'Vendor' = 'Seller',
): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Country').selectOption({ label: country })
  await page.getByRole('radio', { name: how }).check()
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
}

export async function atAmazon(page: Page): Promise<void> {
  await page.waitForURL(/\/apps\/authorize\/consent/)
}

/** Chooses who is signed in at Amazon, and gives permission. */
export async function confirm(page: Page, partner: Partner): Promise<void> {
  await page.getByLabel('Signed in as').selectOption(partner.id)
  await page.getByRole('button', { name: 'Confirm' }).click()
}

/** The page at the end of an authorization, or of a renewal. */
export async function expectConnected(page: Page, name: string): Promise<void> {
  const heading = page.getByRole('heading', { name: `${name} is connected` })
  await expect(heading.or(page.getByRole('heading', { name: `${name} is renewed` }))).toBeVisible()
}

/** Amazon starts this workflow, so the seller confirms it here before anything is sent back. */
export async function agree(page: Page, partner: Partner): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
  await expect(page.getByText(partner.id, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Continue at Amazon' }).click()
}

/** Opens Amazon's Appstore, where nothing of ours is known yet, and authorizes there. */
export async function authorizeInAppstore(page: Page, origin: string, partner: Partner): Promise<void> {
  await page.goto(`${origin}/sellercentral.amazon.com/selling-partner-appstore`)
  await page.getByRole('link', { name: 'Authorize Now' }).click()
  await page.getByLabel('Signed in as').selectOption(partner.id)
  await page.getByRole('button', { name: /^Login to/ }).click()
}

/** The whole authorization of a signed-in seller. */
export async function connect(page: Page, partner: Partner, country?: string): Promise<void> {
  await authorize(page, country)
  await confirm(page, partner)
  await expectConnected(page, partner.name)
}

/** One selling partner among the seller's own. */
export async function connectionCard(page: Page, name: string): Promise<Locator> {
  await page.goto('/connect/connections')
  return page.getByRole('article', { name })
}

/** Shows everything on the card of a connection. Among many, the cards of those that need nothing are folded. */
export async function unfold(card: Locator): Promise<void> {
  await expect(card).toBeVisible()
  const details = card.locator('summary', { hasText: 'Details' })
  if (await details.isVisible()) await details.click()
}

/** Opens the explanation of a disconnection, on the card of the connection. */
export async function openDisconnect(card: Locator): Promise<void> {
  await unfold(card)
  await card.locator('summary', { hasText: 'Disconnect' }).click()
}

/** The seller's own disconnection, on the card of the connection. */
export async function disconnect(card: Locator): Promise<void> {
  await openDisconnect(card)
  await card.getByRole('button', { name: 'Disconnect' }).click()
}

/** Signs in at Amazon's Manage Your Apps. */
export async function manageApps(page: Page, partner: Partner): Promise<void> {
  await page.getByLabel('Selling partner').selectOption(partner.id)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** There, the seller presses Re-Authorize, and consents. */
export async function renewInManageApps(page: Page, partner: Partner): Promise<void> {
  await manageApps(page, partner)
  await page.getByRole('link', { name: /^(Re-Authorize|Enable Authorization)$/ }).click()
  await page.getByRole('button', { name: /^Login to/ }).click()
}

/** The panel with a selling partner's state, and its reason. */
export const statePanel = (office: Page): Locator => office.getByRole('region', { name: 'Health' })

/** On the operators' page of a selling partner. */
export async function refreshNow(office: Page): Promise<void> {
  const response = office.waitForResponse((one) => one.request().method() === 'POST')
  await office.getByRole('button', { name: 'Refresh now' }).click()
  // Next sends the head of the response once the action has ended.
  await response
}

/** From the operators' page of a selling partner: the first suggested operation. */
export async function runFirstCall(office: Page): Promise<void> {
  await office.getByRole('link', { name: 'Run a call' }).click()
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await office.waitForURL(/call=/)
}

/** Their list, where one page holds fifty: other tests' selling partners are left out. */
export async function findPartner(page: Page, name: string): Promise<Locator> {
  await page.goto(`/ops/authorizations?${new URLSearchParams({ search: name })}`)
  return page.getByRole('row', { name })
}

/** The operators' page of a selling partner, through their list. */
export async function openPartner(page: Page, name: string): Promise<void> {
  await (await findPartner(page, name)).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** An administrator creates a link for a new operator. */
export async function inviteOperator(
  office: Page,
  role: 'viewer' | 'operator' | 'admin',
): Promise<{ readonly email: string; readonly link: string }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.com`
  await office.goto('/ops/people')
  await office.getByRole('textbox', { name: 'Email address' }).fill(email)
  await office.getByLabel('Role').selectOption(role)
  await office.getByRole('button', { name: 'Create invitation link' }).click()
  const link = await office.locator('code').filter({ hasText: '/setup#' }).innerText()
  return { email, link }
}

/** The invited person sets a password, and is signed in. */
export async function acceptInvitation(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill('Vera Viewer')
  await page.getByLabel('Password', { exact: true }).fill(`copper harbour ${randomUUID()}`)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/ops')
}

/** Opens the command menu by its key, which works once the page has its script. */
export async function openCommandMenu(page: Page): Promise<Locator> {
  const menu = page.getByRole('dialog', { name: 'Search and commands' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(menu).toBeVisible({ timeout: 1_000 })
  }).toPass()
  return menu
}
