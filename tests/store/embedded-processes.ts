import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { findBinaries } from '#lib/embedded-postgres/binaries.ts'
import { type EmbeddedConnection, embeddedPaths, readPidFile } from '#lib/embedded-postgres/connection.ts'

const program = fileURLToPath(new URL('./embedded-starter.ts', import.meta.url))

export const isRoot = process.geteuid?.() === 0
export const nobody = 65_534

/** Ours, and every installed one: the launcher has to support all of them. */
export const binariesFolders = [findBinaries(), ...installedBinaries()]

function installedBinaries(): string[] {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  return readdirSync(root)
    .map((version) => join(root, version, 'bin'))
    .filter((folder) => existsSync(join(folder, 'initdb')))
}

/** Whether an ordinary user can run Node and read this clone: not in a folder of root's own. */
export const strangersMayRead =
  isRoot &&
  spawnSync(process.execPath, ['-e', 'fs.accessSync(process.argv[1])', program], { uid: nobody }).status === 0

/** Containers often give root without the right to mount. */
export const mayMount =
  isRoot && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

export interface Starter {
  readonly process: ChildProcess
  /** Its printed words with their values, in order; grows. */
  readonly lines: readonly { word: string; value: unknown }[]
  /**
   * Resolves with the value of the first line (or that many lines later) that has this word, or rejects when it ends
   * without one.
   */
  heard(word: string, further?: number): Promise<Record<string, unknown>>
}

export function startStarter(
  folder: string,
  options: { binaries?: string; task?: string; uid?: number; prefix?: readonly string[] } = {},
): Starter {
  const { binaries = '', task = '', uid, prefix = [] } = options
  const [file = '', ...args] = [...prefix, process.execPath, program, folder, binaries, task]
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const lines: { word: string; value: unknown }[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    const space = line.indexOf(' ')
    lines.push({ word: line.slice(0, space), value: JSON.parse(line.slice(space + 1)) })
    reader.emit('said')
  })
  const closed = once(reader, 'close')
  const heard = async (word: string, further = 0): Promise<Record<string, unknown>> => {
    for (;;) {
      const found = lines.filter((line) => line.word === word)[further]
      if (found !== undefined) return found.value as Record<string, unknown>
      if (child.exitCode !== null) throw new Error(`the starter ended with: ${JSON.stringify(lines)}`)
      await Promise.race([once(reader, 'said'), closed])
    }
  }
  return { process: child, lines, heard }
}

export async function endStarter({ process: child }: Starter, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

/** SIGKILL for the postmaster and all of its children, in the middle of their work. */
export function killCluster(folder: string): void {
  const postmaster = readPidFile(embeddedPaths(folder).pidFile)?.pid
  if (postmaster === undefined) throw new Error('no cluster runs there')
  const family = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pid, parent]) => pid === postmaster || parent === postmaster)
  for (const [pid] of family) if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

export async function query<T>(connection: EmbeddedConnection, text: string): Promise<T[]> {
  const { path, username, database } = connection
  const sql = postgres({ path, username, database, max: 1, onnotice: () => {}, fetch_types: false })
  try {
    return (await sql.unsafe(text)) as unknown as T[]
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A separate folder, with a function that removes it. */
export function temporaryFolder(owner?: number): { folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'))
  if (owner !== undefined) chownSync(folder, owner, owner)
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
