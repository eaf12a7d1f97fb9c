import { expect } from '@playwright/test'
import { pageGroups } from '#components/shell/pages.ts'
import { test } from './fixtures.ts'
import { signIn } from './story.ts'

/** What React has streamed for its script to put in place. */
const leftHidden = '[hidden][id^="S:"]'

/** A control of each form on the pages of operators that have one. */
const forms = [
  ['/ops/notifications', 'Add the channel'],
  ['/ops/notifications', 'Send test'],
  ['/ops/notifications', 'Save'],
  ['/ops/links', 'Create link'],
  ['/ops/keys', 'Create API key'],
  ['/ops/keys/agents', 'Create agent key'],
  ['/ops/people', 'Create invitation link'],
  ['/ops/imports', 'Import tokens'],
  ['/ops/settings', 'Save settings'],
  ['/ops/webhooks/new', 'Add the endpoint'],
  ['/ops/applications/new', 'Add application'],
  ['/ops/authorizations/new', 'Test and save token'],
  ['/ops/me', 'Change password'],
  ['/ops', 'A seller revokes'],
] as const

test('without a script, every form and list of the dashboard is visible', async ({
  demo,
  anotherBrowser,
  connected,
  database,
}) => {
  const partner = await connected()
  const page = await anotherBrowser({ javaScriptEnabled: false })
  await signIn(page, '/sign-in?next=/ops', demo.operator)
  const [authorization] = await database`
    select id from "authorization" where selling_partner_id = ${partner.id}`
  for (const [path, button] of forms) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: button, exact: true }).first(), path).toBeVisible()
  }
  const addresses = new Set([
    ...pageGroups.flatMap(({ pages }) => pages.map(({ href }) => href)),
    ...forms.map(([path]) => path),
    `/ops/authorizations/${authorization?.id}`,
  ])
  for (const address of addresses) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }).first(), address).toBeVisible()
    for (const part of await page.locator(leftHidden).all())
      await expect(part, address).not.toHaveCSS('display', 'none')
    await expect(page.locator('[aria-busy="true"]').filter({ visible: true }), address).toHaveCount(0)
  }
})
