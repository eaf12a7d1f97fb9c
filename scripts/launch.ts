import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/env.ts'
import { openStore, type Store } from './open-store.ts'
import { prepareInstallation } from './prepare-installation.ts'
import { StartError } from './start-error.ts'
import { type Crew, type Program, supervise } from './supervise.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const momentMs = 1_500

interface Plan {
  readonly environment: Environment
  /** On the ready database, before the programs. */
  readonly prepare?: () => Promise<void>
  readonly programs: readonly Program[]
  /** Addresses that must answer before the programs that ask first may do so. */
  readonly awaits?: readonly string[]
  /** Once everything else is ready, and before anybody is answered by a program that asks first. */
  readonly beforeOpening?: () => Promise<void> | void
  /** Addresses of the programs that ask first. */
  readonly opens?: readonly string[]
  readonly announce: () => string | Promise<string>
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs programs on a ready database until SIGTERM, SIGINT or SIGHUP: then the programs finish what they do,
 * and Postgres ends last. Gives up when one ends before all answer. Throws errors whose message is for people.
 */
export async function launch(plan: Plan): Promise<void> {
  const { environment, prepare, programs, announce } = plan
  const told = untilTold()
  const store = await openUnlessTold(environment, told)
  if (store === null) return
  try {
    await prepareInstallation(environment)
    await prepare?.()
    const crew = supervise(programs, say)
    const ready = open(plan, crew)
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

/** Null when a signal came first: whatever the database makes us wait for, nobody waits for us. */
async function openUnlessTold(environment: Environment, told: Promise<void>): Promise<Store | null> {
  const starting = new AbortController()
  void told.then(() => starting.abort())
  try {
    return await openStore(environment, say, starting.signal)
  } catch (error) {
    if (starting.signal.aborted) return null
    throw error
  }
}

/** In the order in which nobody who gets an answer finds that something else isn't ready yet. */
async function open({ awaits = [], beforeOpening, opens = [] }: Plan, crew: Crew): Promise<void> {
  // Without an address to ask, a program is running when it has lived for a moment.
  if (awaits.length + opens.length === 0) await pause(momentMs)
  await Promise.all([waitUntilReady(awaits), crew.asked])
  await beforeOpening?.()
  crew.permit()
  await waitUntilReady(opens)
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
