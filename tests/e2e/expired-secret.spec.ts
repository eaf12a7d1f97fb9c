import { expect } from '@playwright/test'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import { openPartner, refreshNow, runFirstCall, statePanel } from './story.ts'

test('a client secret that only SP-API calls expired raises one banner, blocks no seller, and is resolved by a new one', async ({
  connected,
  office,
  amazon,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await amazon.addFault({ kind: 'refuse', row: 'S4', at: 'sp-api' })
  await runFirstCall(office)
  await expect(office.getByText(/LWA secret token you provided has expired/).first()).toBeVisible()

  const banner = office.getByRole('heading', {
    name: /^Amazon says the client secret of .* has expired$/,
  })
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Working')
  await office.goto('/ops')
  await expect(banner).toHaveCount(1)
  await expectAccessible(office)
  await office.getByRole('link', { name: 'See details' }).click()
  const incident = office.getByRole('main').filter({ hasText: 'Ongoing' })
  await expect(incident).toContainText('LWA secret token')
  await expectAccessible(office)
  await incident.getByRole('link', { name: 'Replace the client secret' }).click()
  await expect(office.getByText('Amazon says this client secret has expired')).toBeVisible()
  await expectAccessible(office)

  await amazon.clearFaults()
  await office.getByLabel('New LWA client secret').fill(await amazon.rotateSecret())
  await office.getByRole('button', { name: 'Test and save' }).click()
  await expect(office.getByText('Saved and active. Amazon accepted it for a token refresh.')).toBeVisible()
  await expect(office.getByText('Amazon says this client secret has expired')).toHaveCount(0)
  await office.goto('/ops')
  await expect(office.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(banner).toHaveCount(0)
})
