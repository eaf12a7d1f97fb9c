import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { embeddedPaths, readPidFile } from '#lib/embedded-postgres/connection.ts'
import { childEnvironment } from '#lib/env.ts'
import { randomToken } from '#lib/vault/random.ts'
import { projectFolder } from '#scripts/load-environment.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-interrupted-'))
const dataFolder = join(folder, 'data')
const { pidFile } = embeddedPaths(dataFolder)
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a command that %s interrupts leaves no database running',
  async (signal) => {
    const child = spawnLeashed([join(projectFolder, 'scripts/run.mjs'), 'gatehouse', 'import-tokens'], {
      env: childEnvironment({
        GATEHOUSE_DATA: dataFolder,
        DATABASE_URL: '',
        DATABASE_DIRECT_URL: '',
        GATEHOUSE_KEYS: `k1:${randomToken()}`,
        AUTH_SECRET: randomToken(),
      }),
      // It reads the tokens from here, and waits for them.
      stdin: 'pipe',
      stdout: 'pipe',
      stderr: 'pipe',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text))
    const ended = once(child, 'close')
    await expect.poll(() => readPidFile(pidFile)?.pid ?? 0).toBeGreaterThan(0)
    child.kill(signal)
    const [code] = await ended
    expect({ code, output }).toEqual({ code: 1, output: `Interrupted (${signal}).\n` })
    expect(existsSync(pidFile)).toBe(false)
  },
)
