import { openInstallation } from './installation.ts'
import { applyLoad, type Load } from './load.ts'
import { type Measure, summarize, withSpread } from './report.ts'
import { addGrants, makeVendKey, vendRequest } from './vend-requests.ts'

const rounds = 5
const authorizations = 1_000
const roundMs = 1_500
/** Until V8 has compiled the hot code. */
const warmUpMs = 6_000
const connectionCounts = [1, 10, 50] as const

type Name = 'vend' | 'bare' | 'read'

/** A warm vend over HTTP with its key checked, next to a bare server, and to one that does a prepared read. */
export async function measureVend(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    const ids = await addGrants(own.system, own.simulator, authorizations)
    const key = await makeVendKey(own.system)
    const requests = ids.map((id) => vendRequest(id, key))
    const { port: vendPort } = await own.start('../api.ts')
    await applyLoad(vendPort, requests, 20, { answers: ids.length })
    const answer = await fetch(`http://127.0.0.1:${vendPort}/api/v1/authorizations/${ids[0]}/access-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key.expose()}` },
    })
    const bytes = await answer.text()
    if (own.location.kind !== 'socket') throw new Error('the bench has a cluster of its own')
    const { path, username, database } = own.location
    const ports: Record<Name, number> = {
      vend: vendPort,
      bare: (await own.start('vend-peer.ts', (port) => [String(port), bytes])).port,
      read: (await own.start('vend-peer.ts', (port) => [String(port), bytes, path, username, database])).port,
    }
    for (const port of Object.values(ports)) await applyLoad(port, requests, 10, { forMs: warmUpMs })
    const measures: Measure[] = []
    for (const connections of connectionCounts) {
      measures.push(...report(connections, await compare(ports, requests, connections)))
    }
    return measures
  } finally {
    await own.close()
  }
}

/** In turns, so that other load on the machine affects all alike. */
async function compare(ports: Record<Name, number>, requests: readonly string[], connections: number) {
  const names = Object.keys(ports) as Name[]
  const loads: Record<Name, Load[]> = { vend: [], bare: [], read: [] }
  for (const name of names) await applyLoad(ports[name], requests, connections, { forMs: 500 })
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names)
      loads[name].push(await applyLoad(ports[name], requests, connections, { forMs: roundMs }))
  }
  return loads
}

function report(connections: number, loads: Record<Name, Load[]>): Measure[] {
  const median = (name: Name, of: keyof Load) => summarize(loads[name].map((load) => load[of])).median
  const row = (of: keyof Load, unit: string, digits: number, goal: string): Measure => ({
    what: `warm vend, ${connections} connection${connections === 1 ? '' : 's'}: ${of.replace(/Ms$/, '')}`,
    value: withSpread(
      loads.vend.map((load) => load[of]),
      unit,
      digits,
    ),
    beside: `one read ${median('read', of).toFixed(digits)}, bare ${median('bare', of).toFixed(digits)} ${unit}`,
    ratio: `${(median('vend', of) / median('read', of)).toFixed(2)}, ${(median('vend', of) / median('bare', of)).toFixed(2)}`,
    goal,
  })
  return [
    row('perSecond', '/s', 0, 'at least 0.9 of one read'),
    row('p50Ms', 'ms', 2, '–'),
    row('p99Ms', 'ms', 2, 'at most 1.3 of one read'),
  ]
}
