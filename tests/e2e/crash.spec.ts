import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '@playwright/test'
import type { Amazon, Partner } from './amazon.ts'
import { Client } from './client.ts'
import { authorizationOf, forgetTries, type Sql } from './database.ts'
import { openDemo, type SignIn } from './demo.ts'
import { type OwnDemo, withOwnDemo } from './own-demo.ts'
import { familyOf, kill } from './processes.ts'
import { authorize, confirm, expectConnected, signIn, signUp } from './story.ts'

const test = withOwnDemo()

/** SIGKILL of the app alone; it has begun to run again when this resolves. */
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
    page,
    amazon,
    ownDemo,
    database,
    allowOnConsole,
  }) => {
    allowOnConsole(/ERR_CONNECTION_REFUSED/)
    const partner = await amazon.addPartner()
    await signUp(page)
    await authorize(page)
    await confirm(page, partner)
    await page.waitForURL(/\/connect\/finish\//)
    expect(await authorizationOf(database, partner)).toBeNull()
    await killApp(ownDemo)
    await expect(async () => {
      await page.reload()
      await page.getByRole('button', { name: 'Continue' }).click({ timeout: 1_000 })
    }).toPass()
    await expectConnected(page, partner.name)
  })
})

test('the app is killed while it exchanges the code: the page goes on by itself and completes', async ({
  page,
  amazon,
  ownDemo,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/Failed to load resource|Failed to fetch|unexpected response/)
  const partner = await amazon.addPartner()
  await amazon.addFault({ kind: 'hang', when: 'before', at: 'token', times: 1 })
  await signUp(page)
  await authorize(page)
  await confirm(page, partner)
  await page.waitForURL(/\/connect\/finish\//)
  const ofPartner = database`selling_partner_id = ${partner.id} and status = 'exchanging'`
  await expect.poll(async () => (await database`select 1 from attempt where ${ofPartner}`).length).toBe(1)
  await killApp(ownDemo)
  // The dead process holds its claim for half a minute, which is over now.
  await database`update attempt set claimed_at = claimed_at - interval '31 seconds' where ${ofPartner}`
  await expectConnected(page, partner.name)
})

test('everything is killed in the middle of writing, three times: what was acknowledged is there', async ({
  page,
  amazon,
  demo,
  ownDemo,
  database,
}) => {
  test.setTimeout(150_000)
  const owner = await signUp(page)
  const seller = await Client.of(page.context(), demo.app)
  const accounts: SignIn[] = []
  const partners: Partner[] = []
  for (const round of [1, 2, 3]) {
    const before = partners.length
    await write({ seller, amazon, database, accounts, partners }, () =>
      kill(familyOf(ownDemo.process.pid ?? 0)),
    )
    expect(partners.length, 'it died while connecting').toBeGreaterThan(before)
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
  await page.goto('/connect/connections')
  // The worker may have finished more than was acknowledged.
  for (const { name } of partners) await expect(page.getByRole('article', { name })).toBeVisible()
  await page.context().clearCookies()
  for (const account of [owner, accounts.at(-1) ?? owner]) await signIn(page, '/sign-in', account)
})

interface Writing {
  readonly seller: Client
  readonly amazon: Amazon
  readonly database: Sql
  /** Grow by what the app acknowledged. */
  readonly accounts: SignIn[]
  readonly partners: Partner[]
}

const enough = 6

/** Signs up and connects without a pause, several at a time, and ends it all while that goes on. */
async function write(work: Writing, endAll: () => void): Promise<void> {
  const { accounts, partners } = work
  const already = accounts.length + partners.length
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
  while (accounts.length + partners.length < already + enough) await pause(10)
  await pause(Math.random() * 100)
  endAll()
  over = true
  await writers
}

async function signUpOnce({ seller: { origin }, accounts }: Writing): Promise<void> {
  const account = { email: `${randomUUID()}@example.com`, password: `copper harbour ${randomUUID()}` }
  const { status } = await new Client(origin).submit('/sign-up', 'Create an account', {
    name: 'Business',
    ...account,
  })
  expect(status).toBe(303)
  accounts.push(account)
}

async function connectOnce({ seller, amazon, partners }: Writing): Promise<void> {
  const partner = await amazon.addPartner()
  const start = await seller.ask('/authorize?marketplace=ATVPDKIKX0DER&partner=seller')
  const back = await seller.ask(await amazon.confirm(start.headers.location ?? '', partner))
  const { body } = await seller.submit(back.headers.location ?? '', 'Continue')
  if (body.includes('is connected')) partners.push(partner)
}
