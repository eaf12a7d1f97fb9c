import type { TokenKind } from '#drizzle/schema.ts'
import { autocommit } from '../database/pool.ts'
import type { Services } from '../services.ts'
import { markUsed } from '../store/maintenance.ts'
import { addKeyUses, addVends, type KeyUse, touchApiKeys, type VendTotal } from '../store/vends.ts'

/** Counts in memory, because a vend writes nothing; a process that is killed loses what it has not flushed. */
export interface VendCounts {
  /** A token was handed over; null for one that is of no authorization. */
  count(keyId: string, kind: TokenKind, authorizationId: string | null): void
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
  let kinds = new Map<string, KeyUse>()
  let uses = new Map<string, Date>()
  let flushing: Promise<void> = Promise.resolve()

  function add(total: VendTotal): void {
    const name = `${total.apiKeyId} ${total.authorizationId} ${total.day}`
    const before = totals.get(name)
    if (before === undefined && totals.size >= mostWaiting) return
    const count = (before?.count ?? 0) + total.count
    totals.set(name, { ...total, count })
  }

  function addKind(use: KeyUse): void {
    const name = `${use.apiKeyId} ${use.kind} ${use.day}`
    kinds.set(name, { ...use, count: (kinds.get(name)?.count ?? 0) + use.count })
  }

  async function write(): Promise<void> {
    const rows = [...totals.values()]
    const ofKeys = [...kinds.values()]
    const used = [...uses].map(([id, at]) => ({ id, at }))
    totals = new Map()
    kinds = new Map()
    uses = new Map()
    try {
      if (ofKeys.length > 0) await addKeyUses(autocommit(services.db), ofKeys)
      ofKeys.length = 0
      if (used.length > 0) await touchApiKeys(autocommit(services.db), used)
      while (rows.length > 0) {
        const some = rows.slice(0, rowsPerStatement)
        await markUsed(autocommit(services.db), some)
        await addVends(autocommit(services.db), some)
        rows.splice(0, rowsPerStatement)
      }
    } catch (error) {
      services.log.warn({ error, rows: rows.length }, 'vend counts are kept for later')
      for (const row of rows) add(row)
      for (const use of ofKeys) addKind(use)
      for (const { id, at } of used) if (!uses.has(id)) uses.set(id, at)
    }
  }

  return {
    count: (apiKeyId, kind, authorizationId) => {
      const lastVendedAt = services.now()
      uses.set(apiKeyId, lastVendedAt)
      const day = lastVendedAt.toISOString().slice(0, 10)
      addKind({ apiKeyId, kind, day, count: 1 })
      if (authorizationId !== null) add({ apiKeyId, authorizationId, day, count: 1, lastVendedAt })
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
