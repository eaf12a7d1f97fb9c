import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { newAccount, signUpAt } from './seller.ts'
import { connect, runFirstCall, unfold } from './story.ts'

/** Names that a seller may give a store. */
const names = [
  '<script>alert("store")</script>',
  `"></title></script><img src=x onerror=alert(1)>`,
  `O'Brien & "Sons" \\ Co; 100% {{fresh}}`,
  // Reverses the rest of the line unless it is removed.
  'right\u202eot tfel',
  'متجر النخيل للشاي',
  'W'.repeat(200),
]

const asShown = (name: string) => name.replace('\u202e', ' ')

async function expectPlainText(page: Page, name: string): Promise<void> {
  await expect(page.getByText(name, { exact: false }).first()).toBeAttached()
  const foreign = await page.evaluate(
    () =>
      document.querySelectorAll('[onerror], [onload], img[src="x"], svg[onload], a[href^="javascript:"]')
        .length,
  )
  expect(foreign, page.url()).toBe(0)
  await page.setViewportSize({ width: 320, height: 900 })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${page.url()} at 320 px`).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('names of stores and businesses are rendered as text everywhere (D6)', async ({
  page,
  office,
  amazon,
  database,
  demo,
}) => {
  const business = `<img src=x onerror=alert(2)> ${randomUUID()}`
  for (const each of [page, office]) each.on('dialog', (dialog) => expect(dialog.message()).toBe('no dialog'))
  await (await signUpAt(demo.app, newAccount(business))).enter(page.context())
  for (const name of names) {
    const shown = asShown(name)
    const partner = await amazon.addPartner({ name })
    await connect(page, { ...partner, name: shown })
    await expectPlainText(page, shown)
    const id = (await authorizationOf(database, partner))?.id
    await office.goto(`/ops/authorizations/${id}`)
    expect(await office.title()).toContain(shown)
    await expectPlainText(office, shown)
    await expectPlainText(office, business)
  }
  await runFirstCall(office)
  await expectPlainText(office, names.at(-1) ?? '')
  await page.getByRole('link', { name: 'See your connections' }).click()
  await office.goto(`/ops/authorizations?search=${encodeURIComponent(business)}`)
  for (const each of [page, office]) for (const name of names) await expectPlainText(each, asShown(name))
  const [name = ''] = names
  const card = page.getByRole('article', { name })
  await unfold(card)
  await card.getByRole('link', { name: 'Authorize again' }).click()
  await expectPlainText(page, `Authorize ${name} again`)
  await office.goto('/ops/attempts')
  await expectPlainText(office, business)
  await office.goto(`/ops/people?side=accounts&search=${encodeURIComponent(business)}`)
  await expectPlainText(office, business)
})
