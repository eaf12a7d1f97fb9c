import { makePgArray, parsePgArray } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import { connect, type DatabaseLocation, hostsOf } from './connect.ts'
import { isReadOnlyRefusal } from './pool.ts'

/** Runs statements that another library has written, over our own connections. */
export interface Executor {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}

const renewEveryMs = 1_000

const arrayTypes = { uuids: 2951, texts: 1009 }

const asText = (text: string) => text

/**
 * Parameters are text by then (`toParameter`). Arrays are read as that library expects them: queries about array types
 * are off.
 */
const types = {
  json: { to: 114, from: [114, 3802], serialize: asText, parse: (text: string) => JSON.parse(text) },
  ...Object.fromEntries(
    Object.entries(arrayTypes).map(([name, oid]) => [
      name,
      { to: oid, from: [oid], serialize: asText, parse: (text: string) => parsePgArray(text) },
    ]),
  ),
}

/**
 * `connections`: in addition to one for scripts, which are several statements with their own `begin` and `commit`. Such
 * a script needs a client with a single connection: another one could send the rest of it elsewhere.
 */
export function createExecutor(
  location: DatabaseLocation,
  { sessionName, connections }: { readonly sessionName: string; readonly connections: number },
): Executor {
  const settings = {
    connect_timeout: 10,
    idle_timeout: 60,
    max_pipeline: Number.POSITIVE_INFINITY,
    backoff: () => 0.25,
    // The statements differ from call to call, and behind a pooler none can be prepared.
    prepare: false,
    types,
    connection: { application_name: sessionName },
  }
  const open = (max: number): postgres.Sql => connect(location, { ...settings, max })
  const openBoth = () => ({ scripts: open(1), statements: open(connections), openedAt: performance.now() })
  let clients = openBoth()
  const endBoth = ({ scripts, statements }: typeof clients, timeout: number) =>
    Promise.all([scripts.end({ timeout }), statements.end({ timeout })])
  const renew = (timeout: number): void => {
    const former = clients
    clients = openBoth()
    void endBoth(former, timeout)
  }
  const endHostWatch = hostsOf(location)?.watch(() => renew(0))

  /** A session that was opened read-only, as while a standby answered, stays so: only new sessions can tell. */
  async function renewIfReadOnly<T>(statement: PromiseLike<T>): Promise<T> {
    try {
      return await statement
    } catch (error) {
      if (isReadOnlyRefusal(error) && performance.now() - clients.openedAt > renewEveryMs) renew(5)
      throw error
    }
  }

  return {
    executeSql: async (text, values = []) => {
      if (values.length === 0) {
        const { scripts } = clients
        const script = scripts.unsafe(text).execute()
        // A failed script has left its transaction open, in which the next one would fail, too. Otherwise this does
        // nothing.
        scripts
          .unsafe('rollback')
          .execute()
          .catch(() => {})
        return { rows: [...(await renewIfReadOnly(script))].flat() }
      }
      const result = await renewIfReadOnly(
        clients.statements.unsafe(text, values.map(toParameter) as never[]),
      )
      return { rows: [...result] }
    },
    close: async () => {
      await endHostWatch?.()
      await endBoth(clients, 5)
    },
  }
}

/** As `pg` writes parameters: lists as arrays of Postgres, objects as JSON. */
function toParameter(value: unknown): unknown {
  if (Array.isArray(value)) return makePgArray(value)
  const isPlain = typeof value === 'object' && value !== null && !(value instanceof Date)
  return value === undefined ? null : isPlain ? JSON.stringify(value) : value
}
