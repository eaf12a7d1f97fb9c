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
 * Runs programs on a ready database until SIGTERM, SIGINT or SIGHUP: then the programs finish what they do, and Postgres
 * ends last. A second signal waits for no program, but for Postgres: it would outlive us. Gives up when a program ends
 * before all answer. Throws errors whose message is for people.
 */
export async function launch(plan: Plan): Promise<void> {
  const { told, hurried } = listenForSignals()
  const hasHurried = hurried.then(() => 'hurried' as const)
  const store = await openUnlessTold(plan.environment, told, hurried)
  if (store === null) return
  let ended: 'hurried' | undefined
  try {
    ended = (await Promise.race([runPrograms(plan, told, hurried), hasHurried])) ?? undefined
  } finally {
    await store.stop()
  }
  // What we no longer wait for would keep this process.
  if (ended === 'hurried') process.exit(1)
}

async function runPrograms(plan: Plan, told: Promise<void>, hurried: Promise<void>): Promise<void> {
  await prepareInstallation(plan.environment)
  await plan.prepare?.()
  const crew = supervise(plan.programs, say)
  void hurried.then(crew.kill)
  const ready = open(plan, crew)
  ready.catch(() => {})
  try {
    const failure = await Promise.race([ready, crew.firstEnd, told.then(() => null)])
    if (typeof failure === 'string') {
      throw new StartError(`${failure} before everything was ready. What it said is above.`)
    }
    if (failure === undefined) say(await plan.announce())
    await told
  } finally {
    await crew.stop()
  }
}

/** Null when a signal came first: whatever a database makes us wait for, nobody waits for us. */
async function openUnlessTold(
  environment: Environment,
  told: Promise<void>,
  hurried: Promise<void>,
): Promise<Store | null> {
  const starting = new AbortController()
  void told.then(() => starting.abort())
  // A server elsewhere lives without us. The embedded one is being started: it is stopped as soon as it answers.
  const impatient = environment.databaseUrl === null ? [] : [hurried.then(() => process.exit(1))]
  try {
    return await Promise.race([openStore(environment, say, starting.signal), ...impatient])
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

/** The first signal asks everybody to finish; a second one is in a hurry. */
function listenForSignals(): { readonly told: Promise<void>; readonly hurried: Promise<void> } {
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  let count = 0
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      count += 1
      if (count === 1) first.resolve()
      if (count === 2) second.resolve()
    })
  }
  return { told: first.promise, hurried: second.promise }
}
