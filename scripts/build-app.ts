import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { childEnvironment } from '#lib/env.ts'
import { tryLock } from '#lib/store/embedded-lock.ts'
import { listSources } from './list-sources.ts'
import { projectFolder } from './load-environment.ts'
import { StartError } from './start-error.ts'

const output = join(projectFolder, '.next')
const standalone = join(output, 'standalone')
/** Inside what it describes: an unfinished build has none. */
const mark = join(standalone, 'built-from.txt')

/** Builds the app unless the present build is of these very sources. Several processes may ask at once. */
export async function buildIfStale(report: (line: string) => void): Promise<void> {
  if (isFresh()) return
  const cache = join(projectFolder, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const lock = join(cache, 'gatehouse-build.lock')
  let held = tryLock(lock, 'exclusive')
  if (held === null) report('Another process builds the app; waiting for it.')
  for (; held === null; held = tryLock(lock, 'exclusive')) await pause(500)
  try {
    if (isFresh()) return
    report('Building the app: once after each change of its code, half a minute or so on two cores.')
    await buildApp()
  } finally {
    held.release()
  }
}

function isFresh(): boolean {
  return existsSync(mark) && readFileSync(mark, 'utf8') === listSources(projectFolder)
}

/** `next build`, and what its standalone server lacks to run by itself. Throws StartError. */
export async function buildApp(): Promise<void> {
  const sources = listSources(projectFolder)
  rmSync(standalone, { recursive: true, force: true })
  const next = join(projectFolder, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }),
  })
  const [code] = await once(child, 'exit')
  if (code !== 0 || !existsSync(join(standalone, 'server.js'))) {
    throw new StartError('The app could not be built. What Next said is above.')
  }
  copy(join(projectFolder, 'public'), join(standalone, 'public'))
  copy(join(output, 'static'), join(standalone, '.next/static'))
  // Next copies these along; what they hold belongs to the running process only.
  for (const name of readdirSync(standalone)) if (name.startsWith('.env')) rmSync(join(standalone, name))
  writeFileSync(mark, sources)
}

function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true })
}
