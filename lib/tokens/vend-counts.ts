import type { TokenKind } from '#drizzle/schema.ts'
import { systemContext } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import type { Services } from '../services.ts'
import { markUsed } from '../store/maintenance.ts'
import { addKeyUses, addVends, type KeyUse, touchApiKeys, type VendTotal } from '../store/vends.ts'
import { networkOf, recordKeyNetwork } from './key-networks.ts'

/** Counts in memory, because a vend writes nothing; a process that is killed loses what it has not flushed. */
export interface VendCounts {
  /** A token was handed over; null for one that is of no authorization. */
  count(keyId: string, kind: TokenKind, authorizationId: string | null): void
  /** A key was used for something else. */
  use(keyId: string): void
  /** Where a request with the key came from; null: unknown. */
  note(keyId: string, address: string | null): void
  /** Writes the counts. If that fails, they are kept and written with the next ones. */
  flush(): Promise<void>
}

/** Rows that are counted up in place: copies cost a vend more than its counting. */
type Counted<Row> = { -readonly [Column in keyof Row]: Row[Column] }

/** Beyond this many rows waiting, totals of authorizations are given up: the memory is not. */
const mostWaiting = 100_000
const rowsPerStatement = 5_000

/** Networks of keys that this process remembers to have recorded. */
const mostNetworks = 10_000

export function createVendCounts(services: Services): VendCounts {
  const system = systemContext(services, 'key-networks', 'flush')
  const known = new Set<string>()
  let networks = new Map<string, { readonly keyId: string; readonly network: string }>()
  let totals = new Map<string, Counted<VendTotal>>()
  let kinds = new Map<string, Counted<KeyUse>>()
  let uses = new Map<string, Date>()
  let flushing: Promise<void> = Promise.resolve()

  let today = { number: Number.NaN, text: '' }

  function dayOf(time: Date): string {
    const number = Math.floor(time.getTime() / 86_400_000)
    if (number !== today.number) today = { number, text: time.toISOString().slice(0, 10) }
    return today.text
  }

  function add(total: Counted<VendTotal>): void {
    const name = `${total.apiKeyId} ${total.authorizationId} ${total.day}`
    const counted = totals.get(name)
    if (counted !== undefined) {
      counted.count += total.count
      if (counted.lastVendedAt < total.lastVendedAt) counted.lastVendedAt = total.lastVendedAt
    } else if (totals.size < mostWaiting) totals.set(name, total)
  }

  function addKind(use: Counted<KeyUse>): void {
    const name = `${use.apiKeyId} ${use.kind} ${use.day}`
    const counted = kinds.get(name)
    if (counted === undefined) kinds.set(name, use)
    else counted.count += use.count
  }

  async function writeNetworks(): Promise<void> {
    const waiting = networks
    networks = new Map()
    for (const [name, { keyId, network }] of waiting) {
      try {
        await recordKeyNetwork(system, keyId, network)
        if (known.size >= mostNetworks) known.clear()
        known.add(name)
      } catch (error) {
        services.log.warn({ error, keyId }, 'network of a key not recorded yet')
        networks.set(name, { keyId, network })
      }
    }
  }

  async function write(): Promise<void> {
    await writeNetworks()
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
      services.log.warn({ error, rows: rows.length }, 'vend counts not stored yet')
      for (const row of rows) add(row)
      for (const use of ofKeys) addKind(use)
      for (const { id, at } of used) if (!uses.has(id)) uses.set(id, at)
    }
  }

  return {
    count: (apiKeyId, kind, authorizationId) => {
      const lastVendedAt = services.now()
      uses.set(apiKeyId, lastVendedAt)
      const day = dayOf(lastVendedAt)
      addKind({ apiKeyId, kind, day, count: 1 })
      if (authorizationId !== null) add({ apiKeyId, authorizationId, day, count: 1, lastVendedAt })
    },
    use: (keyId) => {
      uses.set(keyId, services.now())
    },
    note: (keyId, address) => {
      const network = networkOf(address)
      if (network === null) return
      const name = `${keyId} ${network}`
      if (!known.has(name) && networks.size < mostNetworks) networks.set(name, { keyId, network })
    },
    flush: () => {
      flushing = flushing.then(write)
      return flushing
    },
  }
}
