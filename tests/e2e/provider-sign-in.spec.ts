import { type BrowserContext, expect, type Page } from '@playwright/test'
import { createBrowser, startOpenIdProvider } from '../fixtures/openid-provider.ts'
import { authorizationOf } from './database.ts'
import type { Place } from './demo.ts'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { startSecondApp } from './second-app.ts'
import { newAccount, signUpAt } from './seller.ts'
import { atAmazon, confirm, expectConnected, fillSignIn, signIn, untilHydrated } from './story.ts'

let provider: Awaited<ReturnType<typeof startOpenIdProvider>>

/** Both sides have the same provider, which is another site than the app. */
async function variablesOf({ ports }: Place): Promise<Readonly<Record<string, string>>> {
  const app = `http://localhost:${ports.PORT}`
  provider = await startOpenIdProvider([`${app}/ops/sign-in/callback`, `${app}/connect/sign-in/callback`])
  const { issuer, client } = provider
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: 'Acme ID',
    OIDC_ROLE_MAP: 'admin=it,viewer=staff',
    SELLER_OIDC_ISSUER: issuer,
    SELLER_OIDC_CLIENT_ID: client.id,
    SELLER_OIDC_CLIENT_SECRET: client.secret,
    SELLER_OIDC_NAME: 'Kettle ID',
  }
}

let variables: Readonly<Record<string, string>> = {}
const test = withOwnDemo(async (place) => {
  variables = await variablesOf(place)
  return variables
})
test.afterAll(() => provider.close())

/** Changes the person at the provider. The previous one is signed out. */
async function atProvider(
  context: BrowserContext,
  subject: string,
  groups: readonly string[] = [],
): Promise<void> {
  await context.clearCookies({ domain: '127.0.0.1' })
  provider.setPerson(subject, {
    email: `${subject}@example.com`,
    email_verified: true,
    name: subject,
    groups,
  })
}

const problem = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title })

test('an operator and a seller sign in with their providers in one browser without affecting each other', async ({
  page,
  context,
}) => {
  await atProvider(context, 'olivia', ['staff'])
  await page.goto('/ops/me')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/me')
  await expect(page.getByText('olivia@example.com').first()).toBeVisible()
  await expect(page.getByText('You can sign in with Acme ID.')).toBeVisible()
  await expectAccessible(page)

  await atProvider(context, 'kettle')
  await page.goto('/connect/me')
  await page.getByRole('link', { name: 'Continue with Kettle ID' }).click()
  await page.waitForURL((url) => url.pathname === '/connect/me')
  await expect(page.getByText('kettle@example.com').first()).toBeVisible()
  await page.goto('/ops/me')
  await expect(page.getByText('olivia@example.com').first()).toBeVisible()

  await context.clearCookies()
  await atProvider(context, 'mallory', ['nobody'])
  await page.goto('/ops')
  await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
  await expect(problem(page, 'You don’t have access to this dashboard')).toBeVisible()
  await expectAccessible(page)
})

test('an operator who confirms at the provider gets the export that asked for it', async ({
  page,
  context,
  database,
}) => {
  await atProvider(context, 'quinn', ['it'])
  await page.goto('/ops/audit')
  await page.getByRole('link', { name: 'Continue with Acme ID' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/audit')
  await database`update session set confirmed_at = now() - interval '1 hour'`
  await page.getByRole('link', { name: 'Export as JSON Lines' }).click()
  await page.waitForURL((url) => url.pathname === '/ops/confirm')
  await page.getByRole('link', { name: 'Confirm with Acme ID' }).click()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Continue' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^audit-.*\.jsonl$/)
})

test('a sign-in that one side began is refused at the other side’s callback', async ({
  page,
  context,
  demo,
}) => {
  await atProvider(context, 'paula', ['it'])
  const start = await page.request.get('/ops/sign-in', { maxRedirects: 0 })
  const callback = `${demo.app}/ops/sign-in/callback`
  const query = await createBrowser()(start.headers().location ?? '', callback)

  await page.goto(`/connect/sign-in/callback${query}`)
  await expect(problem(page, 'This sign-in can’t be finished')).toBeVisible()
  const kept = (await context.cookies()).find(({ name }) => name.endsWith('gatehouse.provider-operators'))
  expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const name = kept?.name.replace('operators', 'sellers') ?? ''
  await context.addCookies([{ name, value: kept?.value ?? '', url: demo.app }])
  await page.goto(`/connect/sign-in/callback${query}`)
  await expect(problem(page, 'This sign-in can’t be finished')).toBeVisible()
  expect(new URL(page.url()).search).not.toContain('code=')

  // The browser where it began accepts the same answer of the provider's, once.
  await page.goto(`${callback}${query}`)
  expect(new URL(page.url()).pathname).toBe('/ops')
  await page.goto(`${callback}${query}`)
  await expect(problem(page, 'This sign-in can’t be finished')).toBeVisible()
})

test('a seller links their provider while signed in; another site can’t start that, and an outage is explained', async ({
  shop,
  account,
  context,
  database,
}) => {
  await atProvider(context, 'teapot')
  await shop.goto('/connect/me')
  await expectAccessible(shop)
  const stray = await shop.request.get('/connect/sign-in?purpose=link', { maxRedirects: 0 })
  expect(stray.headers().location).toContain('/connect/me?error=cross_site_request')

  provider.misbehave({ status: 503, at: '/token' })
  await shop.getByRole('link', { name: 'Link Kettle ID' }).click()
  await expect(problem(shop, 'Your sign-in provider isn’t responding')).toBeVisible()
  provider.misbehave({})
  await untilHydrated(shop)
  await shop.getByRole('link', { name: 'Link Kettle ID' }).click()
  await expect(shop.getByText('You can sign in with Kettle ID.')).toBeVisible()

  // An hour later, unlinking asks for the password, which the form to change it asks for, too.
  await database`update session set confirmed_at = now() - interval '1 hour'`
  await shop.reload()
  await expect(shop.getByLabel('Current password')).toHaveCount(2)
  const ids = await shop.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    'each field has its own label',
  ).toEqual([])
  await shop.getByRole('button', { name: 'Sign out', exact: true }).click()
  await shop.waitForURL((url) => url.pathname === '/sign-in')
  await shop.goto('/connect/me')
  await shop.getByRole('link', { name: 'Continue with Kettle ID' }).click()
  await shop.waitForURL((url) => url.pathname === '/connect/me')
  await expect(shop.getByText(account.email).first()).toBeVisible()
})

test('a seller who signs in with their provider on the way to Amazon continues there: the same start, the same renewal', async ({
  page,
  context,
  amazon,
  database,
}) => {
  await atProvider(context, 'ladle')
  const partner = await amazon.addPartner()
  await page.goto('/')
  await page.getByLabel('Country').selectOption({ label: 'United States' })
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Continue with Kettle ID' }).click()
  await atAmazon(page)
  await confirm(page, partner)
  await expectConnected(page, partner.name)

  const { id } = (await authorizationOf(database, partner)) ?? {}
  await page.goto(`/connect/${id}/re-authorize`)
  await context.clearCookies({ domain: 'localhost' })
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await page.getByRole('link', { name: 'Continue with Kettle ID' }).click()
  await atAmazon(page)
  const [newest] = await database`select authorization_id from attempt order by started_at desc limit 1`
  expect(newest).toEqual({ authorization_id: id })
})

test('a provider link that one seller began can’t be finished by another', async ({ shop, demo }) => {
  await atProvider(shop.context(), 'saucer')
  const start = await shop.request.get('/connect/sign-in?purpose=link', {
    maxRedirects: 0,
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  })
  const callback = `${demo.app}/connect/sign-in/callback`
  const query = await createBrowser()(start.headers().location ?? '', callback)

  const other = newAccount()
  await signUpAt(demo.app, other)
  await shop.goto('/connect/me')
  await shop.getByRole('button', { name: 'Sign out', exact: true }).click()
  await shop.waitForURL((url) => url.pathname === '/sign-in')
  await signIn(shop, '/connect/me', other)
  await shop.goto(`${callback}${query}`)
  await expect(problem(shop, 'This sign-in can’t be finished')).toBeVisible()
  await expect(shop.getByRole('link', { name: 'Link Kettle ID' })).toBeVisible()
})

test('with OIDC_ONLY, the sign-in page leads to the provider, and only the emergency password works', async ({
  page,
  place,
  demo,
  database,
}) => {
  const only = { OIDC_ONLY: '1', OIDC_BREAK_GLASS_EMAIL: demo.operator.email }
  const app = await startSecondApp(place, { ...variables, ...only })
  try {
    await page.goto(`${app.origin}/sign-in?next=/ops`)
    await expect(page.getByRole('link', { name: 'Continue with Acme ID' })).toBeVisible()
    await expect(page.getByLabel('Password', { exact: true })).toBeHidden()
    await page.getByText('Emergency access').click()
    await expectAccessible(page)
    await fillSignIn(page, demo.operator)
    await page.waitForURL((url) => url.pathname === '/ops')
    const alerts =
      await database`select data->>'email' as email from event where type = 'person.break_glass_used'`
    expect(alerts).toMatchObject([{ email: demo.operator.email }])
  } finally {
    // An open page would keep polling.
    await page.goto('about:blank')
    await app.end()
  }
})
