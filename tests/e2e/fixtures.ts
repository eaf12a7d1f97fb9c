import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import { Amazon, type Partner, type PartnerFacts } from './amazon.ts'
import type { Client } from './client.ts'
import { forgetTries, openDatabase, openIncidents, type Sql } from './database.ts'
import { type Changes, type Demo, demoOfWorker, type OwnDemo, type Place } from './demo.ts'
import { expectNoOverflow, height, widths } from './overflow.ts'
import { type Account, connectAt, newAccount, signInAt, signUpAt } from './seller.ts'

/** Includes the build, when the current one is stale. */
const startMs = 900_000

interface WorkerFixtures {
  /** The demo of this test. */
  readonly ownDemo: OwnDemo
}

interface Fixtures {
  /** The running demo: addresses and sign-ins. */
  readonly demo: Demo
  /** Where that demo runs, and the file that describes it. */
  readonly place: Place
  readonly amazon: Amazon
  readonly database: Sql
  /** A page in another person's browser, with other cookies. */
  readonly anotherBrowser: (options?: BrowserContextOptions) => Promise<Page>
  /** A page of the signed-in administrator, in a separate browser. */
  readonly office: Page
  /** A business without an account yet: `seller` and `shop` sign it up. */
  readonly account: Account
  /** The same business without a browser. */
  readonly seller: Client
  /** The page of this test, with that business signed in. */
  readonly shop: Page
  /** A selling partner that the business has connected. */
  readonly connected: (facts?: PartnerFacts) => Promise<Partner>
  /** Lines of the browser's console that this test provokes intentionally. All others make it fail. */
  readonly allowOnConsole: (line: RegExp) => void
}

interface Guards {
  readonly consoleGuard: ConsoleGuard
  /** Fails the test that leaves an incident open, instead of the following tests on the same demo. */
  readonly incidentGuard: undefined
}

/** Runs on one demo per Playwright worker, which the files of that worker share. */
export const test = base.extend<Fixtures & Guards, WorkerFixtures>({
  ownDemo: [demoOfWorker(), { scope: 'worker', timeout: startMs }],
  place: async ({ ownDemo }, use) => use(ownDemo.place),
  demo: async ({ place }, use) => use(JSON.parse(readFileSync(place.factsFile, 'utf8')) as Demo),
  baseURL: async ({ demo }, use) => use(demo.app),
  amazon: async ({ demo }, use) => {
    const amazon = new Amazon(demo.simulator)
    await amazon.admitEverybody()
    await use(amazon)
    await amazon.clearFaults()
  },
  database: [
    async ({ place }, use) => {
      const sql = openDatabase(place.factsFile)
      await forgetTries(sql)
      await use(sql)
      await sql.end({ timeout: 5 })
    },
    { auto: true },
  ],
  anotherBrowser: async ({ browser, baseURL, consoleGuard }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...options, ...(baseURL && { baseURL }) })
      consoleGuard.watch(context)
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },

  consoleGuard: [
    async ({ context }, use) => {
      const guard = new ConsoleGuard()
      guard.watch(context)
      await use(guard)
      expect(guard.unexpected(), 'unexpected lines on the console').toEqual([])
    },
    { auto: true },
  ],
  incidentGuard: [
    async ({ database }, use) => {
      await use(undefined)
      expect(await openIncidents(database), 'incidents left open: use withOwnDemo() in this file').toEqual([])
    },
    { auto: true },
  ],
  allowOnConsole: async ({ consoleGuard }, use) => use((line) => consoleGuard.allow(line)),
  office: async ({ anotherBrowser, demo }, use) => {
    const page = await anotherBrowser()
    await (await signInAt(demo.app, demo.operator)).enter(page.context())
    await use(page)
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  account: async ({}, use) => use(newAccount()),
  seller: async ({ demo, account }, use) => use(await signUpAt(demo.app, account)),
  shop: async ({ page, seller }, use) => {
    await seller.enter(page.context())
    await use(page)
  },
  connected: async ({ amazon, seller }, use) =>
    use(async (facts = {}) => {
      const partner = await amazon.addPartner(facts)
      await connectAt(seller, amazon, partner, facts.countries?.[0])
      return partner
    }),
})

/**
 * The same fixtures on a demo that no other file uses: with other settings, or to be broken, blocked or slowed down.
 */
export function withOwnDemo(changes: Changes = {}, contents?: 'lived-in') {
  return test.extend<Pick<Guards, 'incidentGuard'>, WorkerFixtures>({
    ownDemo: [demoOfWorker(changes, contents), { scope: 'worker', timeout: startMs }],
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
    incidentGuard: async ({}, use) => use(undefined),
  })
}

/**
 * For files that break the demo and repair it: refused secrets, outages, full queues. They share separate demos, since
 * each costs as much as several tests.
 */
export const mendedDemoTest = withOwnDemo()

/** An open page asks whether something changed, and learns so that its session has ended. */
const endedSession = /status of 401 .*\/(ops\/data\/|ops\/events|connect\/events)/

class ConsoleGuard {
  readonly #lines: string[] = []
  readonly #allowed: RegExp[] = [endedSession]

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.#lines.push(`${message.type()}: ${message.text()} (${message.location().url})`)
      }
    })
    context.on('weberror', (event) =>
      this.#lines.push(`uncaught: ${event.error().stack ?? event.error().message}`),
    )
  }

  allow(line: RegExp): void {
    this.#allowed.push(line)
  }

  unexpected(): string[] {
    return this.#lines.filter((line) => !this.#allowed.some((allowed) => allowed.test(line)))
  }
}

/** The rules that depend on the theme: its colors. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** No serious or critical finding of axe: every rule in the light theme, those about colors in the dark one, too. */
export async function expectAccessible(
  page: Page,
  themes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    // Next removes the title for a moment while a page is read again.
    await expect(page).toHaveTitle(/./)
    // Only in the page, which has no frames: that takes half the time.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(colourRules)).analyze()
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`))
    expect(found, `${page.url()} in the ${colorScheme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null })
}

/**
 * Readable for everybody, in light and dark, on a desktop and a phone, and never wider than its column. Ends on a
 * desktop.
 */
export async function expectGoodLooks(page: Page): Promise<void> {
  await page.setViewportSize({ width: widths.desktop, height })
  await expectAccessible(page, ['light'])
  await page.setViewportSize({ width: widths.phone, height })
  await expectAccessible(page)
  await expectNoOverflow(page)
}
