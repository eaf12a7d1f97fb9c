import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { freePort } from '#bench/free-port.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { withOwnDemo } from './fixtures.ts'
import {
  buildProject,
  cloneProject,
  moveWithTar,
  type Replica,
  startBalancer,
  startReplica,
} from './replicas.ts'
import { newAccount } from './seller.ts'
import { fillSignIn, fillSignUp, untilHydrated } from './story.ts'

interface World {
  readonly origin: string
  /** From this project's own build. */
  readonly here: Replica
  /** Built in another clone, packed, and started where it was unpacked. */
  readonly elsewhere: Replica
  /** A build of the next version. */
  readonly next: Replica
  balance(...replicas: readonly Replica[]): void
}

const buildingMs = 1_800_000

const test = withOwnDemo().extend<object, { readonly world: World }>({
  world: [
    async ({ ownDemo: { place } }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'gatehouse-replicas-'))
      const [clone, unpacked] = [join(folder, 'clone'), join(folder, 'unpacked')]
      const { origin, balance, stop } = await startBalancer()
      const start = (project: string) => startReplica(project, place, { APP_URL: origin })
      cloneProject(clone)
      await buildProject(clone)
      moveWithTar(clone, unpacked)
      appendFileSync(join(clone, 'lib/row-id.ts'), '\n// The next version.\n')
      await buildProject(clone)
      const replicas = await Promise.all([projectFolder, unpacked, clone].map(start))
      const [here, elsewhere, next] = replicas as [Replica, Replica, Replica]
      await use({ origin, balance, here, elsewhere, next })
      for (const replica of replicas) await replica.stop()
      stop()
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker', timeout: buildingMs },
  ],
})

// With several processes, each request is answered by one that does so for the first time.

/** A hydrated sign-up page with all fields filled in. */
async function typeSignUp(page: Page, origin: string, account = newAccount()) {
  await page.goto(`${origin}/sign-up`)
  await untilHydrated(page)
  await page.getByLabel('Business name').fill(account.name)
  await page.getByLabel('Email address').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  return account
}

test('forms work on every replica of the same version, wherever each was built', async ({
  world,
  anotherBrowser,
}) => {
  world.balance(world.here, world.elsewhere)
  for (let round = 0; round < 4; round += 1) {
    const page = await anotherBrowser()
    await page.goto(`${world.origin}/sign-up`)
    const account = await fillSignUp(page)
    await page.waitForURL((url) => url.pathname === '/')
    await page.context().clearCookies()
    await page.goto(`${world.origin}/sign-in`)
    await fillSignIn(page, account)
    await page.waitForURL((url) => url.pathname === '/')
  }
})

test('forms work on every replica of the same version without JavaScript', async ({ world, browser }) => {
  world.balance(world.here, world.elsewhere)
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (let round = 0; round < 4; round += 1) {
    await context.clearCookies()
    await page.goto(`${world.origin}/sign-up`)
    await fillSignUp(page)
    await page.waitForURL((url) => url.pathname === '/')
  }
  await context.close()
})

test('a build that was packed and unpacked is used without rebuilding', ({ world }) => {
  expect(world.elsewhere.printed()).not.toContain('Building the app')
  expect(world.here.printed()).not.toContain('Building the app')
})

test('a page older than an update asks for a reload and keeps its form values', async ({
  world,
  page,
  allowOnConsole,
}) => {
  allowOnConsole(/Failed to load resource|was not found on the server/)
  world.balance(world.here)
  const account = await typeSignUp(page, world.origin)
  world.balance(world.next)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { name: 'Reload this page' })).toBeVisible()
  await page.getByRole('button', { name: 'Reload page' }).click()
  await expect(page.getByLabel('Business name')).toHaveValue(account.name)
  await expect(page.getByLabel('Email address')).toHaveValue(account.email)
  // The browser stores no password on our behalf.
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.waitForURL((url) => url.pathname === '/')
})

test('a page older than an update asks for a reload, also without JavaScript', async ({ world, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  world.balance(world.here)
  await page.goto(`${world.origin}/sign-up`)
  world.balance(world.next)
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await fillSignUp(page)
  expect((await answer).status()).toBe(409)
  await expect(page.getByRole('heading', { name: 'Reload this page' })).toBeVisible()
  await context.close()
})

test('a link on a page older than an update leads to the new version', async ({ world, page }) => {
  world.balance(world.here)
  await page.goto(`${world.origin}/sign-in`)
  await untilHydrated(page)
  // Next removes the version from <html> once the page is hydrated, but every script keeps it in its address.
  const versionOf = () =>
    page.evaluate(() => {
      const script = document.querySelector<HTMLScriptElement>('script[src*="dpl="]')
      return script && new URL(script.src).searchParams.get('dpl')
    })
  const before = await versionOf()
  expect(before).toBeTruthy()
  world.balance(world.next)
  await page.getByRole('link', { name: 'Create one' }).click()
  await expect(page.getByLabel('Business name')).toBeVisible()
  await expect.poll(versionOf).toBeTruthy()
  expect(await versionOf()).not.toBe(before)
})

test('an app without an api is healthy and says how to configure one', async ({ ownDemo: { place } }) => {
  const apiPort = String(await freePort())
  const alone = await startReplica(projectFolder, place, { API_PORT: apiPort })
  try {
    expect(alone.printed()).toContain(
      `on to the api at http://127.0.0.1:${apiPort}, which doesn't answer yet: start it with npm run api, or set API_URL`,
    )
    for (const path of ['/healthz', '/readyz', '/']) {
      const status = async () => (await fetch(`http://127.0.0.1:${alone.port}${path}`)).status
      await expect.poll(status, path).toBe(200)
    }
  } finally {
    await alone.stop()
  }
  const withApi = await startReplica(projectFolder, place)
  await withApi.stop()
  expect(withApi.printed()).toContain(`http://127.0.0.1:${place.ports.API_PORT}, which answers.`)
})

test('programs reach the api through the app on any address of this machine', async ({
  ownDemo: { place },
}) => {
  const addresses = Object.values(networkInterfaces()).flatMap((one = []) =>
    one.map(({ address }) => address),
  )
  const loopback = ['127.0.0.1', '::1'].filter((address) => addresses.includes(address))
  const everything = loopback.includes('::1') ? ['0.0.0.0', '::'] : ['0.0.0.0']
  for (const LISTEN_HOST of [...loopback, ...everything]) {
    const api = await startReplica(projectFolder, place, { LISTEN_HOST, WORKER: 'off' }, 'api')
    const app = await startReplica(projectFolder, place, { LISTEN_HOST, API_PORT: String(api.port) })
    try {
      const host = LISTEN_HOST.includes(':') ? '[::1]' : '127.0.0.1'
      const { status } = await fetch(`http://${host}:${app.port}/api/v1/openapi.json`)
      expect(status, LISTEN_HOST).toBe(200)
    } finally {
      await app.stop()
      await api.stop()
    }
  }
})
