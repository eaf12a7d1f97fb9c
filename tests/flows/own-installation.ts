import { afterAll } from 'vitest'
import { openInstallation } from '#bench/installation.ts'

/** An installation of this file's own, with real `api` processes as often as wanted. */
export async function createInstallation() {
  const own = await openInstallation()
  const { simulator } = own
  afterAll(own.close)
  return {
    ...own,
    /** `api.ts` as it runs in production; `options` are Node's. */
    startApi: async (options: readonly string[] = []) => {
      const { port, end } = await own.start('../api.ts', () => [], { options })
      return {
        vend: (id: string, key: string, body?: unknown): Promise<Response> =>
          fetch(`http://127.0.0.1:${port}/api/v1/authorizations/${id}/access-token`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}` },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
        end,
      }
    },
    tokenRequests: () =>
      simulator.received({ host: 'api.amazon.com' }).filter(({ path }) => path.includes('o2/token')),
  }
}
