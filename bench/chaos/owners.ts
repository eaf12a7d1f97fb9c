import { setTimeout as pause } from 'node:timers/promises'
import { seals } from '#lib/seals.ts'
import type { AuthorizationRow } from '#lib/store/authorizations.ts'
import { open } from '#lib/vault/seal.ts'
import type { openInstallation } from '../installation.ts'

/** The owner of each access token, by the simulator's own record of requests and answers. */
export function readOwners(
  { simulator, services }: Awaited<ReturnType<typeof openInstallation>>,
  rows: readonly AuthorizationRow[],
) {
  const ids = new Map(
    rows.map(({ id, refreshTokenSealed }) => [
      open(
        services.keyRing,
        refreshTokenSealed ?? '',
        seals.authorization.refreshTokenSealed({ id }),
      ).expose(),
      id,
    ]),
  )
  const owners = new Map<string, string>()

  async function look(): Promise<void> {
    // Includes requests that wait for their answers: nothing is cleared.
    const requests = simulator.received({ host: 'api.amazon.com' })
    for (const { body, responseBody } of requests) {
      const token = /"access_token":"([^"]+)"/.exec(responseBody)?.[1]
      const id = ids.get(new URLSearchParams(body).get('refresh_token') ?? '')
      if (token !== undefined && id !== undefined) owners.set(token, id)
    }
  }

  return {
    look,
    watch: async (isOver: () => boolean) => {
      for (; !isOver(); await pause(200)) await look()
    },
    of: (token: string) => owners.get(token) ?? null,
    count: () => owners.size,
  }
}
