import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { tryLock } from '#lib/embedded-postgres/lock.ts'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from '../load-environment.ts'
import { spawnLeashed } from '../processes/spawn-leashed.ts'
import { StartError } from '../processes/start-error.ts'
import { requireBuildable } from './check-build.ts'
import { sourceVersion } from './source-version.ts'

const output = join(projectFolder, '.next')
const standalone = join(output, 'standalone')
/** Inside the build that it describes: an unfinished build has none. */
const mark = join(standalone, 'built-from.txt')

/** Builds the app unless the current build was made from these sources. Several processes may call it concurrently. */
export async function buildIfStale(report: (line: string) => void): Promise<void> {
  if (isFresh()) return
  requireBuildable(projectFolder)
  const cache = join(projectFolder, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const lock = join(cache, 'gatehouse-build.lock')
  let held = tryLock(lock, 'exclusive')
  if (held === null) report('Another process is building the app. Waiting for it.')
  for (; held === null; held = tryLock(lock, 'exclusive')) await pause(500)
  try {
    if (isFresh()) return
    report('Building the app. This happens after each code change and takes about half a minute.')
    await buildApp()
  } finally {
    held.release()
  }
}

function isFresh(): boolean {
  return existsSync(mark) && readFileSync(mark, 'utf8') === describeBuild(sourceVersion(projectFolder))
}

/** A build contains native modules, so one that was copied from another kind of machine doesn't run. */
function describeBuild(version: string): string {
  return `${version} ${process.platform}-${process.arch}\n`
}

/** `next build`, and the files that its standalone server needs beside it. Throws StartError. */
export async function buildApp(): Promise<void> {
  requireBuildable(projectFolder)
  const version = sourceVersion(projectFolder)
  rmSync(standalone, { recursive: true, force: true })
  const next = join(projectFolder, 'node_modules/next/dist/bin/next')
  const child = spawnLeashed([next, 'build'], {
    cwd: projectFolder,
    stdout: 'inherit',
    stderr: 'inherit',
    env: childEnvironment({ ...buildVariables(version), NODE_ENV: 'production' }),
  })
  const [code] = await once(child, 'exit')
  if (code !== 0 || !existsSync(join(standalone, 'server.js'))) {
    throw new StartError('The app could not be built. The messages of Next.js above say why.')
  }
  copy(join(projectFolder, 'public'), join(standalone, 'public'))
  copy(join(output, 'static'), join(standalone, '.next/static'))
  // Next copies these, but they belong to the running process only.
  for (const name of readdirSync(standalone)) if (name.startsWith('.env')) rmSync(join(standalone, name))
  writeFileSync(mark, describeBuild(version))
}

/**
 * Makes builds of one version interchangeable, wherever they were made, so that replicas understand each other's forms;
 * and builds of different versions distinguishable, so that an outdated page learns that it is outdated.
 */
function buildVariables(version: string): Readonly<Record<string, string>> {
  return {
    NEXT_DEPLOYMENT_ID: version,
    // Next hashes it into the ids of server actions. At run time, a secret key takes its place (programs.ts).
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(version, 'base64url').toString('base64'),
    // Next would download packages that it misses in package-lock.json.
    NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true })
}
