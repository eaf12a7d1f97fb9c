import type { Services } from '../services.ts'
import { markUsed } from '../store/upkeep.ts'
import { addVends, touchApiKeys, type VendTotal } from '../store/vends.ts'

/** Counts in memory, because a vend writes nothing; a process that is killed loses what it has not flushed. */
export interface VendCounts {
  /** A token was handed over. */
  count(keyId: string, authorizationId: string): void
  /** A key was used for something else. */
  use(keyId: string): void
  /** Writes what was counted. What can't be written is kept and written with the next. */
  flush(): Promise<void>
}

/** Beyond this many rows waiting, totals of authorizations are given up: the memory is not. */
const mostWaiting = 100_000
const rowsPerStatement = 5_000

export function createVendCounts(services: Pick<Services, 'db' | 'log' | 'now'>): VendCounts {
  let totals = new Map<string, VendTotal>()
  let uses = new Map<string, Date>()
  let flushing: Promise<void> = Promise.resolve()

  function add(total: VendTotal): void {
    const name = `${total.apiKeyId} ${total.authorizationId} ${total.day}`
    const before = totals.get(name)
    if (before === undefined && totals.size >= mostWaiting) return
    const count = (before?.count ?? 0) + total.count
    totals.set(name, { ...total, count })
  }

  async function write(): Promise<void> {
    const rows = [...totals.values()]
    const used = [...uses].map(([id, at]) => ({ id, at }))
    totals = new Map()
    uses = new Map()
    try {
      if (used.length > 0) await touchApiKeys(services.db, used)
      while (rows.length > 0) {
        const some = rows.slice(0, rowsPerStatement)
        await markUsed(services.db, some)
        await addVends(services.db, some)
        rows.splice(0, rowsPerStatement)
      }
    } catch (error) {
      services.log.warn({ error, rows: rows.length }, 'vend counts are kept for later')
      for (const row of rows) add(row)
      for (const { id, at } of used) if (!uses.has(id)) uses.set(id, at)
    }
  }

  return {
    count: (apiKeyId, authorizationId) => {
      const lastVendedAt = services.now()
      uses.set(apiKeyId, lastVendedAt)
      const day = lastVendedAt.toISOString().slice(0, 10)
      add({ apiKeyId, authorizationId, day, count: 1, lastVendedAt })
    },
    use: (keyId) => {
      uses.set(keyId, services.now())
    },
    flush: () => {
      flushing = flushing.then(write)
      return flushing
    },
  }
}
