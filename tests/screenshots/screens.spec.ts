import { expect } from '@playwright/test'
import { addPasskey, plugIn } from '../e2e/authenticator.ts'
import { withOwnDemo } from '../e2e/fixtures.ts'
import { openPartner, signIn } from '../e2e/story.ts'
import { takePicture } from './take-picture.ts'

const test = withOwnDemo({}, 'lived-in')

const inLight = { colorSchemes: ['light'] } as const

const pages = [
  ['selling-partners', '/ops/authorizations', 'Selling partners'],
  ['incidents', '/ops/incidents', 'Incidents'],
  ['renewals', '/ops/renewals', 'Renewals'],
  ['connect-links', '/ops/links', 'Connect links'],
  ['attempts', '/ops/attempts', 'Attempts'],
  ['api-keys', '/ops/keys', 'API keys'],
  ['applications', '/ops/applications', 'Applications'],
  ['people', '/ops/people', 'People'],
  ['encryption-keys', '/ops/encryption', 'Encryption keys'],
  ['notifications', '/ops/notifications', 'Notifications'],
  ['settings', '/ops/settings', 'Settings'],
  ['compliance', '/ops/compliance', 'Compliance'],
  ['audit-log', '/ops/audit', 'Audit log'],
] as const

test('the pages of docs/screens.md', async ({ demo, office, page }) => {
  for (const [name, path, heading] of pages) {
    await office.goto(path)
    await expect(office.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await takePicture(office, name, inLight)
  }
  await office.goto('/ops/authorizations')
  await openPartner(office, 'Loire Déco')
  await takePicture(office, 'selling-partner', inLight)

  await plugIn(page)
  await signIn(page, '/ops/me', demo.operator)
  await addPasskey(page, 'Work laptop')
  await page.getByRole('heading', { name: 'Passkeys' }).scrollIntoViewIfNeeded()
  await takePicture(page, 'passkeys', inLight)
  await page.context().clearCookies()
  await page.goto('/ops/me')
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible()
  await takePicture(page, 'sign-in', inLight)

  await page.goto('/sign-in')
  await signIn(page, '/connect/connections', demo.seller)
  await takePicture(page, 'connections', inLight)
  await page.goto('/diagnose')
  await page.getByRole('link', { name: 'Access denied without details' }).click()
  await takePicture(page, 'diagnose', inLight)
  await page.goto(demo.simulator)
  await takePicture(page, 'simulator', inLight)
})
