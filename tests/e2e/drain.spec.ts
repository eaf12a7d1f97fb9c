import { expect } from '@playwright/test'
import { test } from './fixtures.ts'
import { startSecondApp } from './second-app.ts'
import { consented } from './seller.ts'

test('an app that receives SIGTERM finishes an exchange whose page was closed', async ({
  seller,
  amazon,
  database,
  place,
}) => {
  const app = await startSecondApp(place)
  try {
    const partner = await amazon.addPartner()
    const { path, code } = await consented(seller, amazon, partner)
    const browser = seller.at(app.origin)
    const finish = (await browser.ask(path)).headers.location ?? ''
    const press = await browser.open(finish, 'Continue')
    await amazon.addFault({
      kind: 'delay',
      delayMs: 10_000,
      at: 'token',
      grantType: 'authorization_code',
      times: 1,
    })
    const closing = new AbortController()
    const closed = press(closing.signal).catch(() => null)
    const statuses = async () =>
      (await database`select status from attempt where selling_partner_id = ${partner.id}`).map(
        ({ status }) => String(status),
      )
    await expect.poll(statuses).toEqual(['exchanging'])
    closing.abort()
    await closed
    await app.end()
    expect(await statuses(), 'when the process has ended').toEqual(['completed'])
    expect(await amazon.exchangesOf(code)).toBe(1)
  } finally {
    await app.kill()
  }
})
