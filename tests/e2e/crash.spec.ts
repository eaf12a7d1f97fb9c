import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '@playwright/test'
import type { Amazon, Partner } from './amazon.ts'
import type { Client } from './client.ts'
import { authorizationOf, forgetTries, type Sql } from './database.ts'
import { type OwnDemo, openDemo } from './demo.ts'
import { withOwnDemo } from './fixtures.ts'
import { familyOf, kill } from './processes.ts'
import { type Account, connectAt, newAccount, signUpAt } from './seller.ts'
import { authorize, confirm, expectConnected, signIn } from './story.ts'

const test = withOwnDemo()

/** Sends SIGKILL to the app alone; resolves when it is running again. */
async function killApp({ process: { pid = 0 } }: OwnDemo): Promise<void> {
  const isApp = ({ command }: { command: string }) => command.startsWith('next-server')
  const apps = familyOf(pid).filter(isApp)
  expect(apps).toHaveLength(1)
  kill(apps)
  await expect
    .poll(() => familyOf(pid).filter((process) => isApp(process) && process.pid !== apps[0]?.pid).length)
    .toBe(1)
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the app is killed between the redirect and the exchange: the authorization completes', async ({
    shop,
    amazon,
    ownDemo,
    database,
    allowOnConsole,
  }) => {
    allowOnConsole(/ERR_CONNECTION_REFUSED/)
    const partner = await amazon.addPartner()
    await authorize(shop)
    await confirm(shop, partner)
    await shop.waitForURL(/\/connect\/finish\//)
    // With its icon, which would otherwise be cut off.
    await shop.waitForLoadState('networkidle')
    expect(await authorizationOf(database, partner)).toBeNull()
    await killApp(ownDemo)
    const goOn = shop.getByRole('button', { name: 'Continue' })
    await expect(async () => {
      await shop.reload()
      await expect(goOn).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await goOn.click()
    await expectConnected(shop, partner.name)
  })
})

test('the app is killed during the exchange: the page completes automatically', async ({
  shop,
  amazon,
  ownDemo,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/Failed to load resource|Failed to fetch|unexpected response/)
  const partner = await amazon.addPartner()
  await amazon.addFault({ kind: 'hang', when: 'before', at: 'token', times: 1 })
  await authorize(shop)
  await confirm(shop, partner)
  await shop.waitForURL(/\/connect\/finish\//)
  const ofPartner = database`selling_partner_id = ${partner.id} and status = 'exchanging'`
  await expect.poll(async () => (await database`select 1 from attempt where ${ofPartner}`).length).toBe(1)
  await killApp(ownDemo)
  // The claim of the dead process expires after twenty seconds.
  await expect(shop.getByRole('heading', { name: `${partner.name} is connected` })).toBeVisible({
    timeout: 120_000,
  })
})

test('all processes are killed during writes, three times: nothing acknowledged is lost', async ({
  shop,
  account,
  seller,
  amazon,
  ownDemo,
  database,
}) => {
  const accounts: Account[] = []
  const partners: Partner[] = []
  for (const round of [1, 2, 3]) {
    await write({ seller, amazon, database, accounts, partners }, () =>
      kill(familyOf(ownDemo.process.pid ?? 0)),
    )
    ownDemo.process = await openDemo(ownDemo.place)
    for (const partner of partners) {
      expect(await authorizationOf(database, partner), `round ${round}`).toMatchObject({
        storeName: partner.name,
        refreshTokenSealed: expect.any(String),
        accessTokens: 1,
      })
    }
    const rows =
      await database`select email from person where email = any(${accounts.map(({ email }) => email)})`
    expect(rows, `round ${round}`).toHaveLength(accounts.length)
  }
  await shop.goto('/connect/connections')
  // The worker may have finished more than was acknowledged.
  for (const { name } of partners) await expect(shop.getByRole('article', { name })).toBeVisible()
  await shop.context().clearCookies()
  for (const person of [account, accounts.at(-1) ?? account]) await signIn(shop, '/sign-in', person)
})

interface Writing {
  readonly seller: Client
  readonly amazon: Amazon
  readonly database: Sql
  /** Grow by what the app acknowledged. */
  readonly accounts: Account[]
  readonly partners: Partner[]
}

const enough = 6

/** Signs up and connects without a pause, several at a time, and kills everything meanwhile. */
async function write(work: Writing, endAll: () => void): Promise<void> {
  const { accounts, partners } = work
  const already = { connected: partners.length, all: accounts.length + partners.length }
  let over = false
  const untilOver = async (one: () => Promise<unknown>) => {
    while (!over) await one()
  }
  const writers = Promise.allSettled([
    untilOver(() => signUpOnce(work)),
    untilOver(() => connectOnce(work)),
    untilOver(() => connectOnce(work)),
    untilOver(() => forgetTries(work.database)),
  ])
  while (accounts.length + partners.length < already.all + enough || partners.length === already.connected)
    await pause(10)
  await pause(Math.random() * 100)
  endAll()
  over = true
  await writers
}

async function signUpOnce({ seller: { origin }, accounts }: Writing): Promise<void> {
  const account = newAccount()
  await signUpAt(origin, account)
  accounts.push(account)
}

async function connectOnce({ seller, amazon, partners }: Writing): Promise<void> {
  const partner = await amazon.addPartner()
  await connectAt(seller, amazon, partner)
  partners.push(partner)
}
