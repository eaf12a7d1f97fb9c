import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type LaunchOptions } from '@playwright/test'
import { isExecutable } from '../processes/is-executable.ts'

/** A browser that starts on this machine, and what it needs for that. */
export interface Chromium {
  readonly executablePath: string
  readonly args: readonly string[]
  /** Variables that its process needs besides the environment. */
  readonly env: Readonly<Record<string, string>>
}

type Candidates = readonly Chromium[]

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
]
const advice =
  'No Chromium could be started: install one (Debian and Ubuntu: apt-get install chromium), or set CHROMIUM_PATH to the executable of a Chromium or Chrome.'

/**
 * From the cheapest to the most expensive; the first browser that really starts is used. None installs system packages.
 */
const ways: readonly (() => Candidates | Promise<Candidates>)[] = [installed, fromNpm, fromPlaywright]

/**
 * Finds a Chromium on this machine or in npm's packages. CHROMIUM_PATH is used without a check. The result is kept in
 * the environment, so that processes started later don't search again. Throws one sentence that says what to install.
 */
export async function findChromium(): Promise<Chromium> {
  const known = process.env.GATEHOUSE_TEST_CHROMIUM
  if (known !== undefined) return JSON.parse(known)
  const found = await search()
  process.env.GATEHOUSE_TEST_CHROMIUM = JSON.stringify(found)
  return found
}

async function search(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (await starts(plain(named))) return plain(named)
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start as a Chromium.`)
  }
  for (const way of ways) {
    for (const candidate of await way()) if (await starts(candidate)) return candidate
  }
  throw new Error(advice)
}

const plain = (executablePath: string): Chromium => ({ executablePath, args: [], env: {} })

/** How Playwright starts it: nothing that calls home, and no GPU. */
export function launchOptions({ executablePath, args, env }: Chromium): LaunchOptions {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { executablePath, args: [...quiet, ...args], env: { ...Object.fromEntries(inherited), ...env } }
}

async function starts(candidate: Chromium): Promise<boolean> {
  try {
    const browser = await chromium.launch({ ...launchOptions(candidate), timeout: 20_000 })
    const page = await browser.newPage()
    await page.goto('data:text/html,<p>started</p>')
    const text = await page.locator('p').innerText() // empty where no font is found
    await browser.close()
    return text === 'started'
  } catch {
    return false
  }
}

function installed(): Candidates {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/snap/bin')
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...new Set([...paths, ...applications])].filter(isExecutable).map(plain)
}

/**
 * The package holds a compressed browser and unpacks it into TMPDIR, where a half-unpacked one would be mistaken for a
 * complete one. So it is unpacked into a new folder, which gets its name when it is complete.
 */
async function fromNpm(): Promise<Candidates> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return []
  const { default: sparticuz, inflate } = await import('@sparticuz/chromium').catch(() => ({
    default: null,
    inflate: null,
  }))
  if (sparticuz === null) return []
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
  const cache = join(import.meta.dirname, '../../node_modules/.cache')
  const folder = join(cache, 'chromium')
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const unpacked = mkdtempSync(join(cache, 'chromium-'))
    await withTemporaryFolder(unpacked, async () => {
      await sparticuz.executablePath(archives)
      await inflate(join(archives, 'al2023.tar.br'))
    })
    writeFileSync(join(unpacked, 'fonts/fonts.conf'), fontConfiguration(folder))
    try {
      renameSync(unpacked, folder)
    } catch {
      rmSync(unpacked, { recursive: true }) // another process was first
    }
  }
  const bare = {
    executablePath: join(folder, 'chromium'),
    args: [],
    env: { FONTCONFIG_PATH: join(folder, 'fonts') },
  }
  const withItsLibraries = { ...bare, env: { ...bare.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } }
  return [bare, withItsLibraries]
}

/** The package's own file looks for its font in /tmp. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function fromPlaywright(): Candidates {
  const args = ['playwright', 'install', 'chromium-headless-shell', 'chromium']
  spawnSync('npx', args, { stdio: 'ignore', timeout: 180_000 })
  return [chromium.executablePath()].filter(isExecutable).map(plain)
}
