import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/env.ts'
import { openStore, type Store } from './open-store.ts'
import { prepareInstallation } from './prepare-installation.ts'
import { StartError } from './start-error.ts'
import { type Program, type Supervisor, supervise } from './supervise.ts'
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
 * Runs programs on a ready database until SIGTERM, SIGINT or SIGHUP: then the programs finish their work,
 * and Postgres ends last. Gives up when one ends before all answer. Throws errors with messages for people.
 */
export async function launch(plan: Plan): Promise<void> {
  const { environment, prepare, programs, announce } = plan
  const signaled = untilSignaled()
  const store = await openUnlessSignaled(environment, signaled)
  if (store === null) return
  try {
    await prepareInstallation(environment)
    await prepare?.()
    const supervisor = supervise(programs, say)
    const ready = open(plan, supervisor)
    ready.catch(() => {})
    try {
      const failure = await Promise.race([ready, supervisor.firstEnd, signaled.then(() => null)])
      if (typeof failure === 'string') {
        throw new StartError(`${failure} before everything was ready. Its output is above.`)
      }
      if (failure === undefined) say(await announce())
      await signaled
    } finally {
      await supervisor.stop()
    }
  } finally {
    await store.stop()
  }
}

/** Null when a signal came first: we stop waiting for the database. */
async function openUnlessSignaled(environment: Environment, signaled: Promise<void>): Promise<Store | null> {
  const starting = new AbortController()
  void signaled.then(() => starting.abort())
  try {
    return await openStore(environment, say, starting.signal)
  } catch (error) {
    if (starting.signal.aborted) return null
    throw error
  }
}

/** In an order in which everything else is ready before the first answer. */
async function open({ awaits = [], beforeOpening, opens = [] }: Plan, supervisor: Supervisor): Promise<void> {
  // Without an address to ask, a program is running when it has lived for a moment.
  if (awaits.length + opens.length === 0) await pause(momentMs)
  await Promise.all([waitUntilReady(awaits), supervisor.asked])
  await beforeOpening?.()
  supervisor.permit()
  await waitUntilReady(opens)
}

/** The first signal asks all programs to finish; a second one doesn't wait for them. */
function untilSignaled(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isSignaled = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isSignaled) process.exit(1)
      isSignaled = true
      resolve()
    })
  }
  return promise
}
