import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A browser that starts on this machine, and what it needs to do so. */
export interface Chromium {
  readonly executablePath: string
  readonly args: readonly string[]
  /** Variables that its process needs besides the environment. */
  readonly env: Readonly<Record<string, string>>
}

type Candidate = Chromium | null

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
/** Playwright asks for a headless shell without a GPU; these make the one from npm draw in software. */
const softwareDrawing = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
const advice =
  'No Chromium could be started: install one (Debian and Ubuntu: apt-get install chromium), or set CHROMIUM_PATH to the executable of a Chromium or Chrome.'

/** From the cheapest to the dearest way; the first browser that really starts is taken. */
const ways: readonly (() => Candidate | Promise<Candidate>)[] = [
  installed,
  fromNpm,
  fromPlaywright,
  fromDebian,
]

/**
 * Finds a Chromium, or brings one. CHROMIUM_PATH is taken at its word. The answer is left in the environment,
 * so that processes started later do not search again. Throws with one sentence on what to install.
 */
export async function findChromium(): Promise<Chromium> {
  const known = process.env.GATEHOUSE_TEST_CHROMIUM
  if (known !== undefined) return JSON.parse(known)
  const chromium = await search()
  process.env.GATEHOUSE_TEST_CHROMIUM = JSON.stringify(chromium)
  return chromium
}

async function search(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (starts(plain(named))) return plain(named)
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start as a Chromium.`)
  }
  for (const way of ways) {
    const found = await way()
    if (found !== null && starts(found)) return found
  }
  throw new Error(advice)
}

const plain = (executablePath: string): Chromium => ({ executablePath, args: [], env: {} })

function starts({ executablePath, args, env }: Chromium): boolean {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--dump-dom',
    ...args,
    'data:text/html,<p>started</p>',
  ]
  const { stdout } = spawnSync(executablePath, flags, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  })
  return stdout?.includes('started') ?? false
}

function installed(): Candidate {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/snap/bin')
  const path = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...applications,
  ].find(isExecutable)
  return path === undefined ? null : plain(path)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The package holds a compressed browser and unpacks it into TMPDIR, where a half-unpacked one would be taken
 * for whole. So it is unpacked into a new folder, which gets its name when it is complete.
 */
async function fromNpm(): Promise<Candidate> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { default: sparticuz, inflate } = await import('@sparticuz/chromium').catch(() => ({
    default: null,
    inflate: null,
  }))
  if (sparticuz === null) return null
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
  const cache = join(import.meta.dirname, '../node_modules/.cache')
  const folder = join(cache, 'chromium')
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const unpacked = mkdtempSync(join(cache, 'chromium-'))
    await withTemporaryFolder(unpacked, async () => {
      await sparticuz.executablePath(archives)
      await inflate(join(archives, 'al2023.tar.br'))
    })
    try {
      renameSync(unpacked, folder)
    } catch {
      rmSync(unpacked, { recursive: true }) // another process was first
    }
  }
  const bare = {
    executablePath: join(folder, 'chromium'),
    args: softwareDrawing,
    env: { FONTCONFIG_PATH: join(folder, 'fonts') },
  }
  if (starts(bare)) return bare
  return { ...bare, env: { ...bare.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } }
}

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

async function fromPlaywright(): Promise<Candidate> {
  const { chromium } = await import('@playwright/test')
  run('npx', ['playwright', 'install', 'chromium-headless-shell', 'chromium'])
  return isExecutable(chromium.executablePath()) ? plain(chromium.executablePath()) : null
}

function fromDebian(): Candidate {
  if (process.getuid?.() !== 0 || !run('apt-get', ['update'])) return null
  return run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']) ? installed() : null
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 180_000 }).status === 0
}
