import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import { expectNoOverflow, height, widths } from './overflow.ts'
import { signIn } from './story.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

async function startReceiver() {
  const received: Received[] = []
  let status = 200
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"received":true}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/gatehouse`,
    received,
    answer: (next: number) => {
      status = next
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('H8: an administrator adds an endpoint, tests it, sends again, rotates its secret and deletes it', async ({
  office,
}) => {
  const receiver = await startReceiver()
  await office.goto('/ops/webhooks')
  await expect(office.getByRole('main').getByText('No webhook endpoints yet')).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('link', { name: 'Add an endpoint' }).first().click()
  await office.getByLabel('Name', { exact: true }).fill('Order service')
  await office.getByLabel('URL', { exact: true }).fill('https://10.1.2.3/hooks')
  await office.getByLabel(/^All of them/).uncheck()
  await office.getByRole('button', { name: 'Add the endpoint' }).click()
  await expect(office.getByText('Webhooks aren’t sent to this address')).toBeVisible()
  await office.getByLabel('URL', { exact: true }).fill(receiver.url)
  await office.getByRole('button', { name: 'Add the endpoint' }).click()
  await expect(office.getByText('No event type is chosen')).toBeVisible()
  await office.getByLabel(/^authorization\.created/).check()
  await office.getByLabel(/^incident\.opened/).check()
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Add the endpoint' }).click()
  await expect(office.getByText('Endpoint Order service added.')).toBeVisible()
  const secret = secretIn(await office.locator('main').innerText())
  await office.getByRole('link', { name: 'Open the endpoint' }).click()

  await expect(office.getByRole('heading', { level: 1, name: 'Order service' })).toBeVisible()
  await expect(office.locator('main')).not.toContainText(secret)
  await office.getByRole('button', { name: 'Send a test event' }).click()
  await expect(office.getByText('The test event is on its way.')).toBeVisible()
  const row = office.getByRole('row', { name: /webhook\.test/ })
  await expect(row).toContainText('Delivered')
  // The rest of the page follows its list.
  await expect(office.getByText('1 of 1 latest deliveries')).toBeVisible()
  const [first] = receiver.received
  const verified = new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>)
  expect(verified).toMatchObject({ type: 'webhook.test', data: { name: 'Order service' } })
  await expectAccessible(office)

  await row.getByRole('link').click()
  await expect(office.getByText('"type": "webhook.test"')).toBeVisible()
  await office.getByText('Response', { exact: true }).click()
  await expect(office.getByText('{"received":true}')).toBeVisible()
  await expectAccessible(office)
  receiver.answer(503)
  await office.getByRole('button', { name: 'Send it again' }).click()
  await expect(office.getByText('attempt 2')).toBeVisible()
  await expect(office.getByRole('button', { name: 'Send it now' })).toBeVisible()
  receiver.answer(200)
  await office.getByRole('button', { name: 'Send it now' }).click()
  await expect(office.getByText('attempt 3')).toBeVisible()
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)

  await office.getByRole('link', { name: 'Order service' }).click()
  await office.getByRole('button', { name: 'Rotate the secret' }).click()
  await expect(office.getByText('Secret rotated.')).toBeVisible()
  const next = secretIn(await office.locator('main').innerText())
  expect(next).not.toBe(secret)
  await expect(office.getByText('Two secrets sign until')).toBeVisible()

  await office.getByRole('link', { name: 'Change settings' }).click()
  await expect(office.getByLabel(/^authorization\.created/)).toBeChecked()
  await office.getByLabel(/^All of them/).check()
  await office.getByLabel('Tags').fill('plan=pro')
  await office.getByRole('button', { name: 'Save changes' }).click()
  await expect(office.getByText('plan=pro')).toBeVisible()

  await office.getByRole('button', { name: 'Disable the endpoint' }).click()
  await expect(office.getByText(/^Disabled /)).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Enable the endpoint' }).click()
  await expect(office.getByRole('button', { name: 'Disable the endpoint' })).toBeVisible()

  await office.getByRole('button', { name: 'Delete', exact: true }).click()
  await office.getByLabel(/to confirm$/).fill('Order service')
  await office.getByRole('button', { name: 'Delete the endpoint' }).click()
  await office.waitForURL('/ops/webhooks')
  await expect(office.getByRole('main').getByText('No webhook endpoints yet')).toBeVisible()
  receiver.close()
})

test('H4: an endpoint that answers 410 is disabled, and the dashboard says so', async ({
  office,
  demo,
  anotherBrowser,
  allowOnConsole,
}) => {
  allowOnConsole(/status of 403/)
  const receiver = await startReceiver()
  receiver.answer(410)
  await office.goto('/ops/webhooks/new')
  await office.getByLabel('Name', { exact: true }).fill('Gone service')
  await office.getByLabel('URL', { exact: true }).fill(receiver.url)
  await office.getByRole('button', { name: 'Add the endpoint' }).click()
  await office.getByRole('link', { name: 'Open the endpoint' }).click()
  await office.getByRole('button', { name: 'Send a test event' }).click()
  await expect(async () => {
    await office.goto('/ops')
    await expect(office.getByText('Webhook Gone service was disabled')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await office.goto('/ops/webhooks')
  await expect(office.getByRole('row', { name: /Gone service/ })).toContainText('Disabled')

  for (const name of ['phone', 'desktop', 'narrow'] as const) {
    await office.setViewportSize({ width: widths[name], height })
    for (const address of await addressesOf(office)) {
      await office.goto(address)
      await expect(office.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoOverflow(office)
    }
  }
  await office.setViewportSize({ width: widths.desktop, height })
  await office.goto('/ops/webhooks')
  await office
    .getByRole('row', { name: /Gone service/ })
    .getByRole('link')
    .click()
  await expect(office.getByText('It answered 410 Gone')).toBeVisible()

  const stranger = await anotherBrowser()
  await signIn(stranger, '/sign-in', demo.seller)
  await stranger.goto('/ops/webhooks')
  expect(new URL(stranger.url()).pathname).toBe('/sign-in')

  await office.getByRole('button', { name: 'Delete', exact: true }).click()
  await office.getByLabel(/to confirm$/).fill('Gone service')
  await office.getByRole('button', { name: 'Delete the endpoint' }).click()
  await office.waitForURL('/ops/webhooks')
  receiver.close()
})

async function addressesOf(page: Page): Promise<readonly string[]> {
  await page.goto('/ops/webhooks')
  const endpoint = (await page.locator('tbody a').filter({ visible: true }).getAttribute('href')) ?? ''
  await page.goto(endpoint)
  const delivery = (await page.locator('tbody a').filter({ visible: true }).getAttribute('href')) ?? ''
  return ['/ops/webhooks', '/ops/webhooks/new', endpoint, `${endpoint}/settings`, delivery]
}

function secretIn(text: string): string {
  return /whsec_[A-Za-z0-9+/]{43}=/.exec(text)?.[0] ?? ''
}
