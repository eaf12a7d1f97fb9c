import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#bench/free-port.ts'
import { childEnvironment, readEnvironment } from '#lib/env.ts'
import { demoEnvironment } from '#scripts/demo/environment.ts'
import { appProgram } from '#scripts/processes/programs.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { type Place, withoutOwnVariables } from './demo.ts'

export interface SecondApp {
  readonly origin: string
  /** SIGKILL, in the middle of its work. */
  kill(): Promise<void>
  /** SIGTERM. Resolves once it has ended. */
  end(): Promise<void>
}

/** One more `app` process beside a running demo: the same database, keys and public address, another port. */
export async function startSecondApp(
  { folder, ports }: Place,
  changes: Readonly<Record<string, string>> = {},
): Promise<SecondApp> {
  const port = await freePort()
  const given = childEnvironment({ ...withoutOwnVariables, ...ports })
  const variables = {
    ...withoutOwnVariables,
    ...demoEnvironment(given, folder),
    PORT: String(port),
    ...changes,
  }
  const { args, environment } = appProgram(readEnvironment(childEnvironment(variables)), variables)
  const child = spawnLeashed(args, { env: environment, stdout: 'ignore', stderr: 'ignore' })
  // It may answer immediately: everything else is already running.
  child.on('message', () => child.send('go'))
  const origin = `http://localhost:${port}`
  while (!(await fetch(origin).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`The second app ended with ${child.exitCode}.`)
    await pause(100)
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { origin, kill: () => end('SIGKILL'), end: () => end('SIGTERM') }
}
