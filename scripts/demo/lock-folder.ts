import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { tryLock } from '#lib/embedded-postgres/lock.ts'
import { StartError } from '../processes/start-error.ts'

/** A demo that was just killed may not have ended yet. */
const patienceMs = 3_000
const pollMs = 250

/**
 * Reserves a demo's folder for this process, until it ends: two simulated Amazons would overwrite each other's file.
 * Throws StartError when another demo has it.
 */
export async function lockFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const deadline = performance.now() + patienceMs
  while (tryLock(join(folder, 'demo.lock'), 'exclusive') === null) {
    if (performance.now() > deadline)
      throw new StartError(
        `Another demo uses the folder ${folder}. Stop it, or set GATEHOUSE_DATA to another folder for this one.`,
      )
    await pause(pollMs)
  }
}
