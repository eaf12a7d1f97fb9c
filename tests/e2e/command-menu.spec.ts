import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { openCommandMenu } from './story.ts'

test('the command menu leads to selling partners, pages and recent places by keyboard', async ({
  office,
  connected,
}) => {
  const partner = await connected()
  await office.goto('/ops')
  const menu = await openCommandMenu(office)
  await expectAccessible(office)
  await office.keyboard.type(partner.id)
  await expect(menu.getByRole('option').filter({ hasText: partner.name })).toBeVisible()
  await office.keyboard.press('Enter')
  await expect(office.getByRole('heading', { level: 1, name: partner.name })).toBeVisible()
  await expect(menu).toBeHidden()

  await office.keyboard.press('Control+k')
  await office.keyboard.type('audit')
  await office.keyboard.press('Enter')
  await expect(office.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible()

  await office.getByRole('button', { name: 'Search', exact: true }).click()
  await menu.getByRole('group', { name: 'Recent' }).getByRole('option', { name: partner.name }).click()
  await expect(office.getByRole('heading', { level: 1, name: partner.name })).toBeVisible()

  // An operation is for the selling partner whose page is open.
  await office.keyboard.press('Control+k')
  await office.keyboard.type('getOrders')
  const operation = menu.getByRole('option').filter({ hasText: 'getOrders' })
  await expect(operation).toBeVisible()
  await office.keyboard.press('Enter')
  await expect(office.getByRole('heading', { level: 2, name: 'getOrders' })).toBeVisible()
  await expect(office.getByRole('combobox', { name: 'Selling partner' })).toHaveValue(partner.name)

  await office.keyboard.press('?')
  const help = office.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Next selling partner')
  await expectAccessible(office)
  await office.keyboard.press('Escape')
  await expect(help).toBeHidden()
})

test('the command menu says that it copied the connect link, or shows the link to copy by hand', async ({
  office,
  demo,
}) => {
  await office.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await office.goto('/ops')
  const menu = await openCommandMenu(office)
  await office.keyboard.type('Copy the connect link')
  await office.keyboard.press('Enter')
  await expect(office.getByText('Connect link copied.')).toBeVisible()
  await expect(menu).toBeHidden()

  await office.evaluate(() => {
    document.execCommand = () => false
  })
  await office.keyboard.press('Control+k')
  await office.keyboard.type('Copy the connect link')
  await office.keyboard.press('Enter')
  const address = menu.getByLabel('Copy the address from here')
  await expect(address).toHaveValue(`${demo.app}/`)
  await expect(address).toBeFocused()
  await expectAccessible(office)
})
