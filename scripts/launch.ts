import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/env.ts'
import { openStore } from './open-store.ts'
import { prepareInstallation } from './prepare-installation.ts'
import { StartError } from './start-error.ts'
import { type Program, supervise } from './supervise.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const momentMs = 1_500

interface Plan {
  readonly environment: Environment
  /** On the ready database, before the programs. */
  readonly prepare?: () => Promise<void>
  readonly programs: readonly Program[]
  /** Addresses that must answer before `announce`; with none, living for a moment has to do. */
  readonly awaits: readonly string[]
  readonly announce: () => string | Promise<string>
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs programs on a ready database until SIGTERM, SIGINT or SIGHUP: then the programs finish what they do,
 * and Postgres ends last. Gives up when one ends before all answer. Throws errors whose message is for people.
 */
export async function launch({ environment, prepare, programs, awaits, announce }: Plan): Promise<void> {
  const told = untilTold()
  const store = await openStore(environment, say)
  try {
    await prepareInstallation(environment)
    await prepare?.()
    const crew = supervise(programs, say)
    const ready = awaits.length > 0 ? waitUntilReady(awaits) : pause(momentMs)
    ready.catch(() => {})
    try {
      const failure = await Promise.race([ready, crew.firstEnd, told.then(() => null)])
      if (typeof failure === 'string') {
        throw new StartError(`${failure} before everything was ready. What it said is above.`)
      }
      if (failure === undefined) say(await announce())
      await told
    } finally {
      await crew.stop()
    }
  } finally {
    await store.stop()
  }
}

/** The first signal asks everybody to finish; a second one does not wait for them. */
function untilTold(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let told = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (told) process.exit(1)
      told = true
      resolve()
    })
  }
  return promise
}
