import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type EmbeddedPaths, embeddedPaths, readPidFile } from '#lib/embedded-postgres/connection.ts'
import { tryLock } from '#lib/embedded-postgres/lock.ts'
import { embeddedTimes, patienceMs } from '#lib/embedded-postgres/server.ts'
import { childEnvironment } from '#lib/env.ts'
import { randomToken } from '#lib/vault/random.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { temporaryFolder } from './embedded-processes.ts'

const launcher = fileURLToPath(new URL('./launcher.ts', import.meta.url))

/** Refuses to end: it reports that, and then waits for SIGKILL. */
const stubborn = `process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.stdout.write('draining\\n'))
setInterval(() => {}, 1_000)
process.stdout.write('running\\n')`

/** Asks for a reset, and doesn't end before the file `go` exists. */
const resetting = (go: string) => `import { existsSync } from 'node:fs'
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => {
  process.stdout.write('draining\\n')
  setInterval(() => existsSync(${JSON.stringify(go)}) && process.exit(), 20)
})
setInterval(() => {}, 1_000)
process.stdout.write('running\\n')
process.send('reset')`

function startLauncher(folder: string, program = stubborn) {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  const child = spawnLeashed([launcher, file], {
    env: childEnvironment({
      GATEHOUSE_DATA: join(folder, 'data'),
      GATEHOUSE_KEYS: `k1:${randomToken()}`,
      AUTH_SECRET: randomToken(),
      DATABASE_URL: '',
    }),
    stdout: 'pipe',
    stderr: 'inherit',
  })
  if (child.stdout === null) throw new Error('it has no output')
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const heard = (line: string) => expect.poll(() => lines, { timeout: 240_000 }).toContain(line)
  return { child, heard, lines, paths: embeddedPaths(join(folder, 'data')) }
}

async function endOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? child.signalCode
}

/** Every process of a cluster holds its lock for as long as it lives. */
function runsIn({ clusterLock }: EmbeddedPaths): boolean {
  const lock = tryLock(clusterLock, 'exclusive')
  lock?.release()
  return lock === null
}

test.each([
  ['SIGTERM', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGINT', 'SIGHUP'],
] as const)(
  'a second signal while programs finish (%s, %s) leaves no Postgres behind',
  async (...signals) => {
    using place = temporaryFolder()
    const { child, heard, paths } = startLauncher(place.folder)
    try {
      await heard('ready')
      await heard('running')
      expect(runsIn(paths)).toBe(true)
      const [first, ...more] = signals
      child.kill(first)
      await heard('draining')
      for (const signal of more) child.kill(signal)
      expect(await endOf(child)).toBe(1)
      expect(runsIn(paths)).toBe(false)
    } finally {
      child.kill('SIGKILL')
    }
  },
)

test('Ctrl+C while a reset ends the programs is final: nothing starts again', async () => {
  using place = temporaryFolder()
  const go = join(place.folder, 'go')
  const { child, heard, lines, paths } = startLauncher(place.folder, resetting(go))
  try {
    await heard('draining')
    child.kill('SIGINT')
    writeFileSync(go, '')
    expect(await endOf(child)).toBe(0)
    expect(lines.filter((line) => line === 'running')).toHaveLength(1)
    expect(runsIn(paths)).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})

test('signals during the start of Postgres leave none behind either', async () => {
  using place = temporaryFolder()
  const { child, paths } = startLauncher(place.folder)
  try {
    await expect.poll(() => readPidFile(paths.pidFile), { timeout: 240_000 }).not.toBeNull()
    child.kill('SIGTERM')
    child.kill('SIGINT')
    await endOf(child)
    expect(runsIn(paths)).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})

test('a starter waits for another one as long as that one can take', () => {
  const { stopMs, makeMs, startMs } = embeddedTimes
  expect(patienceMs).toBeGreaterThanOrEqual(stopMs + makeMs + startMs)
})
