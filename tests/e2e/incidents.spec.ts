import { expect } from '@playwright/test'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import { openPartner, refreshNow, statePanel } from './story.ts'

test('refused credentials raise one banner with evidence, which ends as soon as Amazon accepts them again', async ({
  connected,
  office,
  amazon,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await amazon.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Blocked by app credentials')

  await office.goto('/ops')
  const banner = office.getByRole('heading', { name: /^Amazon is rejecting the credentials of/ })
  await expect(banner).toHaveCount(1)
  await expectAccessible(office)
  await office.getByRole('link', { name: 'See details' }).click()
  await expect(office.getByRole('heading', { level: 1, name: /^Amazon is rejecting/ })).toBeVisible()
  const page = office.getByRole('main')
  await expect(page).toContainText('invalid_client')
  await expect(page).toContainText('Request ids')
  await expect(page.getByText('Gatehouse opened the incident')).toBeVisible()
  await expect(page.getByText('Most likely cause, and what to do')).toBeVisible()
  await expectAccessible(office)
  const address = office.url()
  await openPartner(office, partner.name)
  await statePanel(office).getByRole('link', { name: 'Show the incident' }).click()
  await expect(office).toHaveURL(address)
  await office.getByRole('link', { name: 'Show all that are failing now' }).click()
  await expect(office.getByRole('row', { name: partner.name })).toBeVisible()

  await office.goto('/ops/incidents')
  const open = office.getByRole('article').filter({ hasText: 'Ongoing' })
  await expect(open).toContainText('invalid_client')
  await expectAccessible(office)

  await amazon.clearFaults()
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Working')
  await office.goto('/ops')
  await expect(office.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await office.goto('/ops/incidents')
  await expect(office.getByRole('article').first()).toContainText('Ended')
  await office.goto(address)
  await expect(office.getByRole('main')).toContainText('Resolved')
})
