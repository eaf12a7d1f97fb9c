import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { connect, openPartner, signUp } from './story.ts'

test('refused credentials are one banner with its evidence, and over as soon as Amazon accepts them again', async ({
  page,
  anotherBrowser,
  amazon,
  signInAsOperator,
}) => {
  test.setTimeout(90_000)
  const partner = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)

  const office = await anotherBrowser()
  await signInAsOperator(office)
  await openPartner(office, partner.name)
  await amazon.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  await office.getByRole('button', { name: 'Refresh now' }).click()
  await expect(office.getByRole('region', { name: 'State' })).toContainText('Blocked')

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
  await office.getByRole('button', { name: 'Refresh now' }).click()
  await expect(office.getByRole('region', { name: 'State' })).toContainText('Healthy')
  await office.goto('/ops')
  await expect(office.getByRole('table', { name: 'Selling partners' })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await office.goto('/ops/incidents')
  await expect(office.getByRole('article').first()).toContainText('Ended by itself')
})
