import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'

test('C11: an administrator creates a key, a program gets tokens with it, and revoking it takes effect immediately', async ({
  office,
  demo,
}) => {
  await office.goto('/ops/keys')
  const name = office.getByLabel('Name', { exact: true })
  const grantless = office.getByLabel(/^Get grantless tokens/)
  const account = office.getByLabel('Account', { exact: true })
  await expect(office.getByLabel(/^Get access tokens/)).toBeChecked()
  await expect(office.getByLabel(/^Get tokens that rotate/)).not.toBeChecked()
  await name.fill('Order service')
  await grantless.check()
  await office.getByLabel(/^List applications/).check()
  await account.fill(demo.seller.email)
  await office.getByRole('button', { name: 'Create API key' }).click()
  await expect(
    office.getByText('Some of these scopes can’t be limited to one account or to tags.'),
  ).toBeVisible()
  await expect(name).toHaveValue('Order service')
  await expect(account).toHaveValue(demo.seller.email)
  await expect(grantless).toBeChecked()
  await expectAccessible(office)

  await grantless.uncheck()
  await office.getByRole('button', { name: 'Create API key' }).click()
  const check = office.getByRole('status').filter({ hasText: 'the right account?' })
  await expect(check).toContainText(/Id [0-9a-f-]{36}/)
  await expect(check).toContainText('Created')
  await expect(check).toContainText('hasn’t verified')
  await expect(office.getByRole('button', { name: /^Create API key for / })).toBeVisible()
  await expectAccessible(office)
  await grantless.check()
  await account.fill('')
  await office.getByRole('button', { name: /^Create API key/ }).click()
  await expect(office.getByText('API key Order service created.')).toBeVisible()
  const [key = ''] = /ghk_[0-9a-f]{12}_[\w-]{43}/.exec(await office.locator('main').innerText()) ?? []
  const headers = { authorization: `Bearer ${key}` }
  const listed = await fetch(`${demo.api}/api/v1/applications`, { headers })
  const { applications } = (await listed.json()) as { applications: { id: string }[] }
  const address = `${demo.api}/api/v1/applications/${applications[0]?.id}/grantless-token`
  const scope = 'sellingpartnerapi::notifications'
  const take = (of = key) =>
    fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${of}` },
      body: JSON.stringify({ scope }),
    })
  expect((await take()).status).toBe(200)

  await expect(async () => {
    await office.goto('/ops/keys')
    await expect(office.getByRole('row', { name: /Order service/ })).toContainText('1 today', {
      timeout: 1_000,
    })
  }).toPass()
  await expect(office.locator('main')).not.toContainText(key)
  await office.getByRole('button', { name: 'Details of Order service' }).click()
  await expect(office.getByRole('dialog')).toContainText('Grantless tokens')
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Replace secret' }).click()
  await expect(office.getByText('Secret replaced.')).toBeVisible()
  const shown = await office.getByRole('dialog').innerText()
  const [next = ''] = /ghk_[0-9a-f]{12}_[\w-]{43}/.exec(shown) ?? []
  expect(next.slice(0, 16)).toBe(key.slice(0, 16))
  for (const one of [key, next]) expect((await take(one)).status).toBe(200)
  await expectAccessible(office)
  const fields = { grant_type: 'refresh_token', client_id: next.slice(0, 16), client_secret: next }
  const body = new URLSearchParams({ ...fields, refresh_token: 'gha_none' })
  const refused = await fetch(`${demo.app}/auth/o2/token`, { method: 'POST', body })
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_grant' }])
  await office.getByRole('button', { name: 'End previous secret' }).click()
  await expect(office.getByRole('button', { name: 'Replace secret' })).toBeVisible()
  expect([(await take(key)).status, (await take(next)).status]).toEqual([401, 200])
  await office.getByRole('button', { name: 'Revoke', exact: true }).click()
  const sure = office.getByRole('button', { name: 'Revoke the key' })
  await expect(sure).toBeDisabled()
  await office.getByLabel(/^Type/).fill('Order service')
  await sure.click()
  await expect(office.getByRole('dialog').getByRole('term').filter({ hasText: 'Revoked' })).toBeVisible()
  await office.keyboard.press('Escape')
  await expect(office.getByRole('row', { name: /Order service/ })).toContainText('Revoked')
  expect((await take(next)).status).toBe(401)
})

test('an administrator gives an agent a key, and stops all agents', async ({ office, demo }) => {
  await office.goto('/ops/keys')
  await office.getByRole('link', { name: 'Agents', exact: true }).click()
  await office.waitForURL((url) => url.pathname === '/ops/keys/agents')
  await office.getByLabel('Name', { exact: true }).fill('Analyst')
  await office.getByRole('button', { name: 'Create agent key' }).click()
  await expect(office.getByText('API key Analyst created.')).toBeVisible()
  const [key = ''] = /ghk_[0-9a-f]{12}_[\w-]{43}/.exec(await office.locator('main').innerText()) ?? []
  const ask = async () => {
    const response = await fetch(`${demo.api}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    return `${response.status} ${await response.text()}`
  }
  expect(await ask()).toContain('call_sp_api')
  await office.getByRole('button', { name: 'Stop all agents' }).click()
  await expect(office.getByText('All agents are stopped', { exact: true })).toBeVisible()
  await expectAccessible(office)
  expect(await ask()).toMatch(/^403 .*agents_stopped/)
  await office.getByRole('button', { name: 'Let agents work again' }).click()
  await expect(office.getByRole('button', { name: 'Stop all agents' })).toBeVisible()
  expect(await ask()).toMatch(/^200 /)
})
