import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '#lib/env.ts'
import { localOrigin } from '#lib/env-values.ts'
import { StartError } from './start-error.ts'

const pollMs = 100
const patienceMs = 120_000

/** The address at which this machine reaches a port of ours. */
export function localUrl({ host }: Environment, port: number, path: string): string {
  return localOrigin(host, port) + path
}

/** Resolves when every address answers without an error. Throws StartError after two minutes. */
export async function waitUntilReady(urls: readonly string[]): Promise<void> {
  const deadline = Date.now() + patienceMs
  await Promise.all(
    urls.map(async (url) => {
      while (!(await isReady(url))) {
        if (Date.now() > deadline) {
          throw new StartError(
            `${url} didn’t respond within two minutes. The output of the process is above.`,
          )
        }
        await pause(pollMs)
      }
    }),
  )
}

/** Whether an address answers without an error, within ten seconds. */
export async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    await response.body?.cancel()
    return response.status < 400
  } catch {
    return false
  }
}
