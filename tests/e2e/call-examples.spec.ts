import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { openPartner } from './story.ts'

test('an operator keeps a call’s parameters under a name, opens them for another seller, and deletes them', async ({
  connected,
  office,
}) => {
  const first = await connected({ countries: ['US', 'CA'] })
  const second = await connected({ countries: ['US'] })
  const name = `Mugs ${first.id}`
  const openCatalog = async (partner: { name: string }) => {
    await openPartner(office, partner.name)
    await office.getByRole('link', { name: 'Run a call' }).click()
    await office.waitForURL(/authorization=/)
    const url = new URL(office.url())
    url.searchParams.set('operation', 'catalogItems.2022-04-01.searchCatalogItems')
    await office.goto(url.href)
    await expect(office.getByRole('heading', { name: 'searchCatalogItems' })).toBeVisible()
  }
  const keywords = office.getByRole('region', { name: 'Parameters' }).getByLabel(/^keywords/)
  const values = () =>
    new URL(office.url()).searchParams.getAll('p.keywords').flatMap((value) => value.split(','))

  await openCatalog(first)
  const optional = office.getByText(/^Optional parameters/)
  if (!(await keywords.first().isVisible())) await optional.click()
  await keywords.first().fill('mug')
  await expect.poll(values).toEqual(['mug'])
  await office.getByText('Save as example', { exact: true }).click()
  await office.getByLabel('Name of the example').fill(name)
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Save example' }).click()
  await expect(office.getByText(/^Examples \(\d+\)$/)).toBeVisible()

  await openCatalog(second)
  await expect.poll(values).toEqual([])
  await office.getByText(/^Examples \(\d+\)$/).click()
  await expectAccessible(office)
  await office.getByRole('button', { name, exact: true }).click()
  await expect.poll(values).toEqual(['mug'])
  // The marketplaces are this seller's own.
  expect(new URL(office.url()).searchParams.getAll('p.marketplaceIds')).toHaveLength(1)
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await office.waitForURL(/call=/)

  await office.getByText(/^Examples \(\d+\)$/).click()
  const row = office.getByRole('listitem').filter({ hasText: name })
  await row.getByText('Change or delete').click()
  await row.getByLabel('Name of the example').fill(`${name} renamed`)
  await row.getByLabel('Share with all operators').check()
  await row.getByRole('button', { name: 'Save settings' }).click()
  await expect(office.getByRole('button', { name: `${name} renamed` })).toBeVisible()
  await expect(office.getByText('Shared', { exact: true })).toBeVisible()
  await row.getByText('Change or delete').click()
  await row.getByRole('button', { name: 'Delete example' }).click()
  await expect(office.getByRole('button', { name: `${name} renamed` })).toHaveCount(0)
})
