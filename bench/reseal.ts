import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { accessToken } from '#drizzle/schema.ts'
import { openDatabase } from '#lib/database/pool.ts'
import { childEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { Secret } from '#lib/secret.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import { spawnLeashed } from '#scripts/processes/spawn-leashed.ts'
import { addAdmin, makeKey } from '#tests/api/programs.ts'
import { addGrant } from './grant.ts'
import { openInstallation } from './installation.ts'
import type { Measure } from './report.ts'
import { addSealedRows, countUnreadableRows } from './sealed-rows.ts'

const rows = 100_000
const kills = 10
const callers = 4

/**
 * Every token is re-sealed with another key while programs vend and the process that re-seals is killed again and
 * again.
 */
export async function measureReseal(): Promise<Measure[]> {
  const own = await openInstallation()
  const outside = openDatabase(own.location)
  const { services, simulator, system, variables } = own
  const { db } = outside
  const newKey = randomToken()
  const both = { GATEHOUSE_KEYS: `k2:${newKey},${variables.GATEHOUSE_KEYS}` }
  try {
    await checkKeys(services)
    const { key } = await makeKey(await addAdmin(services, (actor) => ({ ...system, actor })))
    const real = [
      await addGrant(system, simulator, 'A1USHARBORPINE'),
      await addGrant(system, simulator, 'A2NANORTHWIND'),
    ]
    const ids = await addSealedRows(db, services.keyRing, { count: rows, model: real[0] ?? '' })
    await db.execute(sql`vacuum analyze`)
    // Sessions of a process that lacks the new key.
    await db.execute(sql`
      select pg_terminate_backend(pid, 60000) from pg_stat_activity where application_name like 'gatehouse keys=%'`)

    const api = await own.start('../api.ts', () => [], { changes: both })
    const statuses: Record<number, number> = {}
    const times: number[] = []
    let isVending = true
    const vending = Array.from({ length: callers }, async (_, first) => {
      for (let turn = first; isVending; turn += 7) {
        const isReal = turn % 10 === 0
        const id = (isReal ? real[turn % real.length] : ids[(turn * 7_919) % rows]) ?? ''
        // So that these are refreshed again and again.
        if (isReal) await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
        const sentAtMs = performance.now()
        const { status } = await fetch(
          `http://127.0.0.1:${api.port}/api/v1/authorizations/${id}/access-token`,
          { method: 'POST', headers: { authorization: `Bearer ${key}` } },
        )
        times.push(performance.now() - sentAtMs)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
    })

    const countLeft = async () => {
      const [row] = await db.execute<{ left: number }>(sql`
        select (select count(*) from "authorization" where refresh_token_sealed like 'v1.k1.%')::int
          + (select count(*) from access_token where sealed like 'v1.k1.%')::int as left`)
      return row?.left ?? 0
    }
    const reseal = () =>
      spawnLeashed([join(import.meta.dirname, '../scripts/run.mjs'), 'gatehouse', 'keys', 'reseal'], {
        env: childEnvironment({ ...variables, ...both }),
        stdout: 'ignore',
        stderr: 'ignore',
      })
    const total = await countLeft()
    const startedAtMs = performance.now()
    let killed = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      const child = reseal()
      const ended = once(child, 'exit')
      while (child.exitCode === null && (await countLeft()) > total * (1 - kill / (kills + 1)))
        await pause(50)
      if (child.exitCode === null && child.kill('SIGKILL')) killed += 1
      await ended
    }
    const last = reseal()
    const [code] = (await once(last, 'exit')) as [number | null]
    const spanMs = performance.now() - startedAtMs
    isVending = false
    await Promise.all(vending)
    await api.end('SIGTERM')

    const ring = createKeyRing('production', [{ id: 'k2', key: new Secret(newKey) }])
    const left = await countLeft()
    const unreadable = await countUnreadableRows(db, ring, ids)
    const vends = times.length
    const failed = vends - (statuses[200] ?? 0)
    const p99 = times.toSorted((one, other) => one - other)[Math.floor(vends * 0.99)] ?? 0
    const what = `${rows.toLocaleString('en')} authorizations re-sealed, killed ${killed} times`
    return [
      {
        what: `${what}: values of the old key`,
        value: `${left} of ${total.toLocaleString('en')}`,
        beside: `exit code ${code}`,
        ratio: '–',
        goal: '0',
      },
      { what: 'the same: unreadable', value: String(unreadable), beside: '–', ratio: '–', goal: '0' },
      {
        what: 'the same: failed vends',
        value: String(failed),
        beside: `${vends.toLocaleString('en')} vends, p99 ${p99.toFixed(0)} ms`,
        ratio: '–',
        goal: '0',
      },
      {
        what: 'the same: time, with starts',
        value: `${(spanMs / 1_000).toFixed(0)} s`,
        beside: '–',
        ratio: '–',
        goal: '–',
      },
    ]
  } finally {
    await outside.close()
    await own.close()
  }
}
