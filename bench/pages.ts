import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { findChromium, launchOptions } from '#scripts/tests/find-chromium.ts'
import { freePort } from './free-port.ts'
import type { Measure } from './report.ts'

const next = join(projectFolder, 'node_modules/next/dist/bin/next')

/** JavaScript that a page loads until it is idle, gzipped, beyond that of an empty page of the same Next. */
export async function measurePages(): Promise<Measure[]> {
  const browser = await chromium.launch(launchOptions(await findChromium()))
  try {
    const floor = await withEmptyApp((address) => weigh(browser, (page) => page.goto(address)))
    return await withDemo(async (demo) => {
      const seller = await weigh(browser, (page) => page.goto(demo.app))
      const operator = await weigh(browser, async (page) => {
        await page.goto(`${demo.app}/sign-in?next=/ops`)
        await page.getByLabel('Email').fill(demo.operator.email)
        await page.getByLabel('Password', { exact: true }).fill(demo.operator.password)
        await page.getByRole('button', { name: 'Sign in' }).click()
        await page.waitForURL('**/ops')
        return () => page.reload()
      })
      return [
        above('JavaScript of the first page', seller, floor, 20),
        above('JavaScript of /ops', operator, floor, 90),
      ]
    })
  } finally {
    await browser.close()
  }
}

function above(what: string, bytes: number, floor: number, goal: number): Measure {
  const kB = (value: number) => `${(value / 1_000).toFixed(1)} kB`
  return {
    what: `${what}, gzipped`,
    value: kB(bytes),
    beside: `${kB(floor)} of an empty page`,
    ratio: `+${kB(bytes - floor)}`,
    goal: `≤ +${goal} kB`,
  }
}

/** Runs `open` in a fresh browser; if it returns a function, only that one's loads count. */
async function weigh(browser: Browser, open: (page: Page) => Promise<unknown>): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  let bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  const rest = await open(page)
  if (typeof rest === 'function') {
    await page.waitForLoadState('networkidle')
    bodies = []
    await rest()
  }
  await page.waitForLoadState('networkidle')
  const scripts = await Promise.all(bodies)
  await context.close()
  return scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0)
}

/** Built outside the project: inside, Next would include the project's own proxy and instrumentation. */
async function withEmptyApp<T>(use: (address: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-empty-'))
  cpSync(join(projectFolder, 'bench/empty-app'), folder, { recursive: true })
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'))
  const env = childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' })
  const build = spawn(process.execPath, [next, 'build', folder], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('the empty app could not be built')
  const port = await freePort()
  const server = spawn(process.execPath, [next, 'start', folder, '--port', String(port)], {
    env,
    stdio: 'ignore',
  })
  try {
    const address = `http://localhost:${port}`
    await until(async () => (await fetch(address)).ok)
    return await use(address)
  } finally {
    server.kill()
    await once(server, 'exit')
    rmSync(folder, { recursive: true })
  }
}

interface Demo {
  readonly app: string
  readonly operator: { readonly email: string; readonly password: string }
}

async function withDemo<T>(use: (demo: Demo) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const facts = join(folder, 'demo.json')
  const names = ['PORT', 'API_PORT', 'SIMULATOR_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT']
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const))
  const server = spawn(process.execPath, [join(projectFolder, 'scripts/run.mjs'), 'demo', '--empty'], {
    env: childEnvironment({
      GATEHOUSE_DATA: folder,
      ...Object.fromEntries(ports),
    }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await until(async () => existsSync(facts))
    return await use(JSON.parse(readFileSync(facts, 'utf8')) as Demo)
  } finally {
    server.kill()
    await once(server, 'exit')
    rmSync(folder, { recursive: true })
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await condition().catch(() => false)) return
    await pause(250)
  }
  throw new Error('it did not get ready within 150 seconds')
}
