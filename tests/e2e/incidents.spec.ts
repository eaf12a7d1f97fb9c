import { expect } from '@playwright/test'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { openPartner, refreshNow, statePanel } from './story.ts'

const test = withOwnDemo()

test('refused credentials are one banner with its evidence, and over as soon as Amazon accepts them again', async ({
  connected,
  office,
  amazon,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await amazon.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Blocked')

  await office.goto('/ops')
  const banner = office.getByText(/^Amazon refuses the credentials of/)
  await expect(banner).toHaveCount(1)
  await expectAccessible(office)
  await office.getByRole('link', { name: 'What was seen' }).click()
  const open = office.getByRole('article').filter({ hasText: 'Goes on' })
  await expect(open).toContainText('invalid_client')
  await expect(open).toContainText('Request ids')
  await expect(open.getByText('What it most likely is, and what to do')).toBeVisible()
  await expectAccessible(office)

  await amazon.clearFaults()
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Healthy')
  await office.goto('/ops')
  await expect(office.getByRole('table', { name: 'Selling partners' })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await office.goto('/ops/incidents')
  await expect(office.getByRole('article').first()).toContainText('Ended')
})
