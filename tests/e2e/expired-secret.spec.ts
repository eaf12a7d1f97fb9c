import { expect } from '@playwright/test'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { openPartner, refreshNow, runFirstCall, statePanel } from './story.ts'

const test = withOwnDemo()

test('a client secret that SP-API alone calls expired is one banner with what to do, blocks nobody, and ends with a new one', async ({
  connected,
  office,
  amazon,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await amazon.addFault({ kind: 'refuse', row: 'S4', at: 'sp-api' })
  await runFirstCall(office)
  await expect(office.getByText(/LWA secret token you provided has expired/).first()).toBeVisible()

  const banner = office.getByText(/^Amazon calls the client secret of .* expired$/)
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Healthy')
  await office.goto('/ops')
  await expect(banner).toHaveCount(1)
  await expectAccessible(office)
  await office.getByRole('link', { name: 'What was seen' }).click()
  const open = office.getByRole('article').filter({ hasText: 'Goes on' })
  await expect(open).toContainText('LWA secret token')
  await expectAccessible(office)
  await open.getByRole('link', { name: 'Client secret' }).click()
  await expect(office.getByText('Amazon calls this client secret expired')).toBeVisible()
  await expectAccessible(office)

  await amazon.clearFaults()
  await office.getByLabel('New LWA client secret').fill(await amazon.rotateSecret())
  await office.getByRole('button', { name: 'Try it and put it in place' }).click()
  await expect(office.getByText('In force. Amazon refreshed a token with it.')).toBeVisible()
  await expect(office.getByText('Amazon calls this client secret expired')).toHaveCount(0)
  await office.goto('/ops')
  await expect(office.getByRole('table', { name: 'Selling partners' })).toBeVisible()
  await expect(banner).toHaveCount(0)
})
