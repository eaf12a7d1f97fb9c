import { setTimeout as pause } from 'node:timers/promises'
import type { OpenableEnvironment } from '#lib/services.ts'
import { openStore, type Store } from '../open-store.ts'
import { prepareInstallation } from './prepare-installation.ts'
import { StartError } from './start-error.ts'
import { type Program, type Supervisor, supervise } from './supervise.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const momentMs = 1_500

interface Plan {
  readonly environment: OpenableEnvironment
  /** Refuses the database by throwing, before anything in it changes. */
  readonly beforeMigrating?: () => Promise<void>
  /** Runs on the migrated database, before anything else. */
  readonly prepare?: () => Promise<void>
  readonly programs: readonly Program[]
  /** Addresses that must answer before the programs with `asksFirst` may do so. */
  readonly awaits?: readonly string[]
  /** Runs once everything else is ready, before a program with `asksFirst` answers anyone. */
  readonly beforeOpening?: () => Promise<void> | void
  /** Addresses of the programs with `asksFirst`. */
  readonly opens?: readonly string[]
  readonly announce: () => string | Promise<string>
  /** Stops it like the first signal does. Left out: only a signal stops it. */
  readonly until?: Promise<void>
}

const ignore = (): void => {}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs programs on a ready database until SIGTERM, SIGINT or SIGHUP: then the programs finish their work, and
 * Postgres ends last. A second signal doesn't wait for the programs, but for Postgres, which would outlive this
 * process. Gives up when a program ends before all answer. Resolves with whether a signal came, before `until` or after
 * it. Throws errors with messages for people.
 */
export async function launch(plan: Plan): Promise<{ readonly isSignaled: boolean }> {
  // A closed terminal, or a full disk under the output, is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.off('error', ignore).on('error', ignore)
  const signals = listenForSignals()
  try {
    await run(plan, signals)
    return { isSignaled: signals.isSignaled() }
  } finally {
    signals.ignore()
  }
}

async function run(plan: Plan, { signaled: asked, hurried }: Signals): Promise<void> {
  const signaled = plan.until === undefined ? asked : Promise.race([asked, plan.until])
  const hasHurried = hurried.then(() => 'hurried' as const)
  const store = await openUnlessSignaled(plan, signaled, hurried)
  if (store === null) return
  let ended: 'hurried' | undefined
  try {
    ended = await Promise.race([runPrograms(plan, signaled, hurried), hasHurried])
  } finally {
    await store.stop()
  }
  // Work that we no longer wait for would keep this process running.
  if (ended === 'hurried') process.exit(1)
}

async function runPrograms(
  plan: Plan,
  signaled: Promise<void>,
  hurried: Promise<void>,
): Promise<'hurried' | undefined> {
  const preparing = plan.prepare?.() ?? Promise.resolve()
  // From here on it fails for lack of a database, and is repeated at the next start.
  preparing.catch(() => {})
  if ((await Promise.race([preparing, signaled.then(() => 'signaled')])) === 'signaled') return 'hurried'
  await prepareInstallation(plan.environment)
  const supervisor = supervise(plan.programs, say)
  void hurried.then(supervisor.kill)
  const ready = open(plan, supervisor)
  ready.catch(() => {})
  try {
    const failure = await Promise.race([ready, supervisor.firstEnd, signaled.then(() => null)])
    if (typeof failure === 'string') {
      throw new StartError(`${failure} before everything was ready. Its output is above.`)
    }
    if (failure === undefined) say(await plan.announce())
    await signaled
    return undefined
  } finally {
    await supervisor.stop()
  }
}

/** Null when a signal came first: we stop waiting for the database. */
async function openUnlessSignaled(
  { environment, beforeMigrating }: Plan,
  signaled: Promise<void>,
  hurried: Promise<void>,
): Promise<Store | null> {
  const starting = new AbortController()
  void signaled.then(() => starting.abort())
  // A remote server lives without us. The embedded one is being started: it is stopped as soon as it answers.
  const impatient = environment.databaseUrl === null ? [] : [hurried.then(() => process.exit(1))]
  try {
    const opening = openStore(environment, say, { signal: starting.signal, beforeMigrating })
    return await Promise.race([opening, ...impatient])
  } catch (error) {
    if (starting.signal.aborted) return null
    throw error
  }
}

/** Ordered so that everything else is ready before the first answer. */
async function open({ awaits = [], beforeOpening, opens = [] }: Plan, supervisor: Supervisor): Promise<void> {
  // Without an address to check, a program counts as running once it has lived for a moment.
  if (awaits.length + opens.length === 0) await pause(momentMs)
  await Promise.all([waitUntilReady(awaits), supervisor.asked])
  await beforeOpening?.()
  supervisor.permit()
  await waitUntilReady(opens)
}

interface Signals {
  readonly signaled: Promise<void>
  readonly hurried: Promise<void>
  isSignaled(): boolean
  ignore(): void
}

/** The first signal asks all programs to finish; a second one doesn't wait for them. */
function listenForSignals(): Signals {
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  let count = 0
  const listen = () => {
    count += 1
    if (count === 1) first.resolve()
    if (count === 2) second.resolve()
  }
  const names = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const name of names) process.on(name, listen)
  return {
    signaled: first.promise,
    hurried: second.promise,
    isSignaled: () => count > 0,
    ignore: () => {
      for (const name of names) process.off(name, listen)
    },
  }
}
