import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { PartnerFacts } from '../e2e/amazon.ts'
import { authorizationOf } from '../e2e/database.ts'
import { test } from '../e2e/fixtures.ts'
import { connectAt, newAccount, signUpAt } from '../e2e/seller.ts'
import { openPartner, refreshNow, runFirstCall, statePanel } from '../e2e/story.ts'

const folder = join(import.meta.dirname, '../../docs/images')
const size = { width: 1_200, height: 760 }

/** WebP, which Playwright's own screenshots can't be, at a fifth of the size of PNG. */
async function takePicture(page: Page, name: string): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  mkdirSync(folder, { recursive: true })
  await page.setViewportSize(size)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate('document.fonts.ready')
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    writeFileSync(join(folder, `${name}-${colorScheme}.webp`), Buffer.from(data, 'base64'))
  }
}

const sellers: readonly (PartnerFacts & { name: string; account: string; countries: readonly string[] })[] = [
  { name: 'Alder Creek Tools', account: 'Alder Creek', countries: ['US', 'CA', 'MX'] },
  { name: 'Brightwater Home', account: 'Brightwater', countries: ['US'] },
  { name: 'Cobalt Cycling', account: 'Cobalt Sports', countries: ['DE', 'FR', 'IT', 'ES', 'NL'] },
  { name: 'Juniper Kitchen', account: 'Juniper & Sons', countries: ['GB'] },
  { name: 'Kumo Stationery', account: 'Kumo', countries: ['JP'] },
  { name: 'Maple Ridge Toys', account: 'Maple Ridge', countries: ['US', 'CA'] },
  { name: 'Osprey Outdoors', account: 'Osprey', countries: ['AU'] },
]

test('dashboard, call runner and connect page', async ({ demo, amazon, database, office, page }) => {
  const connected = []
  for (const { account: name, ...facts } of sellers) {
    const email = `hello@${name.toLowerCase().replaceAll(/\W+/g, '-')}.example.com`
    const seller = await signUpAt(demo.app, { ...newAccount(name), email })
    const partner = await amazon.addPartner(facts)
    await connectAt(seller, amazon, partner, facts.countries[0])
    connected.push({ seller, partner, id: (await authorizationOf(database, partner))?.id ?? '' })
  }
  const [first, second, third, fourth] = connected
  if (!first || !second || !third || !fourth) throw new TypeError('there are sellers')
  await database`update "authorization" set renewed_at = renewed_at - interval '350 days' where id = ${second.id}`
  await database`update "authorization" set paused_at = now() where id = ${third.id}`
  await amazon.disable(fourth.partner)
  await openPartner(office, fourth.partner.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('In doubt')

  await office.goto('/ops')
  await expect(office.getByRole('row', { name: first.partner.name })).toBeVisible()
  await takePicture(office, 'dashboard')

  await office.setViewportSize(size)
  await openPartner(office, first.partner.name)
  await runFirstCall(office)
  await takePicture(office, 'call-runner')

  await first.seller.enter(page.context())
  await page.goto('/')
  await takePicture(page, 'connect')
})
