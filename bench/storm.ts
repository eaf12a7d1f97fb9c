import { addGrant } from './grant.ts'
import { openInstallation } from './installation.ts'
import { measurePeerStorms } from './peer-storms.ts'
import type { Measure } from './report.ts'
import { makeVendKey } from './vend-requests.ts'
import { callers, reportStorms, type Storm, watchStorm } from './watch-storm.ts'

const rounds = 5
const processCounts = [1, 4] as const

/** A cold storm of callers for one seller, next to what public clients achieve in one process. */
export async function measureStorm(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    const key = await makeVendKey(own.system)
    const ports: number[] = []
    const measures: Measure[] = []
    for (const processes of processCounts) {
      while (ports.length < processes) ports.push((await own.start('../api.ts')).port)
      const storms: Storm[] = []
      // The first one warms up the processes; its seller is as cold as the others.
      for (let round = 0; round <= rounds; round += 1) {
        const id = await addGrant(own.system, own.simulator, 'A1USHARBORPINE')
        const storm = await watchStorm(own.simulator, () => askAll(ports, id, key.expose()))
        if (round > 0) storms.push(storm)
      }
      const where = `Gatehouse, ${processes} process${processes === 1 ? '' : 'es'} over HTTP`
      measures.push(reportStorms(where, storms, '1 LWA call'))
    }
    return [...measures, ...(await measurePeerStorms(rounds))]
  } finally {
    await own.close()
  }
}

/** Milliseconds until everybody has the same token. */
async function askAll(ports: readonly number[], id: string, key: string): Promise<number> {
  const startedAt = performance.now()
  const tokens = await Promise.all(
    Array.from({ length: callers }, async (_, index) => {
      const port = ports[index % ports.length]
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/authorizations/${id}/access-token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
      })
      if (!answer.ok) throw new Error(await answer.text())
      return ((await answer.json()) as { access_token: string }).access_token
    }),
  )
  const ms = performance.now() - startedAt
  if (new Set(tokens).size !== 1) throw new Error('callers got different tokens')
  return ms
}
