import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { Demo } from './demo.ts'

interface Fixtures {
  /** The running demo: addresses and sign-ins. */
  readonly demo: Demo
  readonly signInAsSeller: (page: Page) => Promise<void>
  readonly signInAsOperator: (page: Page) => Promise<void>
  /** Lines of the browser's console that this test provokes on purpose. All others fail it. */
  readonly allowOnConsole: (line: RegExp) => void
  /** Watches a context that the test opened itself, as the first one is watched anyway. */
  readonly watch: (context: BrowserContext) => void
}

export const test = base.extend<Fixtures & { readonly consoleGuard: ConsoleGuard }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
  demo: async ({}, use) => use(readDemo()),
  baseURL: async ({ demo }, use) => use(demo.app),

  consoleGuard: [
    async ({ context }, use) => {
      const guard = new ConsoleGuard()
      guard.watch(context)
      await use(guard)
      expect(guard.unexpected(), 'unexpected lines on the console').toEqual([])
    },
    { auto: true },
  ],
  allowOnConsole: async ({ consoleGuard }, use) => use((line) => consoleGuard.allow(line)),
  watch: async ({ consoleGuard }, use) => use((context) => consoleGuard.watch(context)),

  signInAsSeller: async ({ demo }, use) => use((page) => signIn(page, `${demo.app}/sign-in`, demo.seller)),
  signInAsOperator: async ({ demo }, use) => use((page) => signIn(page, `${demo.app}/ops`, demo.operator)),
})

class ConsoleGuard {
  readonly #lines: string[] = []
  readonly #allowed: RegExp[] = []

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

function readDemo(): Demo {
  const facts = process.env.GATEHOUSE_TEST_DEMO
  if (facts === undefined) throw new Error('No demo runs: start the tests with npm test or playwright test.')
  return JSON.parse(readFileSync(facts, 'utf8'))
}

/** Opens a page, which may send to the sign-in page first, and comes out behind it. */
async function signIn(page: Page, address: string, person: Demo['seller']): Promise<void> {
  await page.goto(address)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** No serious or critical finding of axe, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`))
    expect(found, `${page.url()} in the ${colorScheme} theme`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
