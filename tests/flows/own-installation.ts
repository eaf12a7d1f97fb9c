import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, onTestFinished, TestRunner } from 'vitest'
import { type InstallationOptions, openInstallation } from '#bench/installation.ts'
import { untilAnswered } from '../fixtures/until-answered.ts'
import { openWay } from './hold-on-the-way.ts'

/** An installation for this file or this test alone, with any number of real `api` processes. */
export async function createInstallation(options: InstallationOptions = {}) {
  const own = await openInstallation(options)
  const way = await openWay(own.origin)
  const { simulator } = own
  // While a test runs, nothing can be added to what follows its file.
  const afterwards = TestRunner.getCurrentTest() === undefined ? afterAll : onTestFinished
  afterwards(async () => {
    await own.close()
    await way.close()
  })

  /** `api.ts` as it runs in production; `options` are Node's. */
  async function startApi(options: readonly string[] = [], changes: Readonly<Record<string, string>> = {}) {
    const program = await own.start('../api.ts', () => [], {
      options,
      changes: { AMAZON_BASE_URL: way.origin, ...changes },
    })
    const origin = `http://127.0.0.1:${program.port}`
    const vendOnce = (id: string, key: string): Promise<Response> =>
      fetch(`${origin}/api/v1/authorizations/${id}/access-token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
      })
    return {
      ...program,
      origin,
      vendOnce,
      vend: (id: string, key: string) => untilAnswered(() => vendOnce(id, key)),
      /** The token endpoint, over a separate connection. */
      askForToken: (fields: Readonly<Record<string, string>>): Promise<Response> =>
        untilAnswered(() =>
          fetch(`${origin}/auth/o2/token`, {
            method: 'POST',
            headers: { connection: 'close' },
            body: new URLSearchParams(fields),
          }),
        ),
      /** Sends SIGTERM and resolves once it accepts no more connections; `ended` returns its exit code. */
      askToEnd: async (): Promise<{ readonly ended: Promise<number | null> }> => {
        const ended = program.end('SIGTERM')
        while (await fetch(`${origin}/healthz`).catch(() => null)) await pause(20)
        return { ended }
      },
    }
  }

  return {
    ...own,
    startApi,
    /** With the worker. */
    startWorker: (options: readonly string[] = []) => startApi(options, { WORKER: 'on' }),
    /** Requests of these processes to Amazon that contain `words` wait until they are released. */
    hold: way.hold,
    tokenRequests: () =>
      simulator.received({ host: 'api.amazon.com' }).filter(({ path }) => path.includes('o2/token')),
  }
}
