import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const leash = fileURLToPath(new URL('./run-leashed.mjs', import.meta.url))

type Output = 'ignore' | 'inherit' | 'pipe' | number

interface Leashed extends Omit<SpawnOptions, 'stdio'> {
  /** Options of Node. */
  readonly nodeOptions?: readonly string[]
  /** Left out: the process has no input. */
  readonly stdin?: 'pipe'
  readonly stdout: Output
  readonly stderr: Output
}

/**
 * Runs a file of ours (with its arguments) in a process that ends with this one, however this one ends: if killed, it
 * could tell no one, and the process would keep its port and its database.
 */
export function spawnLeashed(
  args: readonly string[],
  { nodeOptions = [], stdin, stdout, stderr, ...options }: Leashed,
): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, leash, ...args], {
    ...options,
    stdio: [stdin ?? 'ignore', stdout, stderr, 'ipc'],
  })
}
