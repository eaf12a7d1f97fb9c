import type { Sql } from 'postgres'
import { unlessLost } from './errors.ts'

type Work = (client: Sql) => Promise<unknown>

/** Whether the connection of a transaction was lost. */
interface Transaction {
  isLost: boolean
}

/**
 * A client whose statements are prepared once per connection. drizzle prepares only queries made with `.prepare()` and
 * has every other query parsed anew, at two round trips instead of one. `failed` receives the error of every statement
 * that fails. Once the connection of a transaction is lost, its work never continues: postgres.js has already rejected
 * the transaction, and would write the next statement or the commit into a closed socket, which ends the process.
 */
export function prepareStatements<T extends Sql>(
  client: T,
  failed: (error: unknown) => void,
  transaction: Transaction = { isLost: false },
): T {
  return new Proxy(client, {
    apply: (target, self, args) =>
      transaction.isLost ? neverAnswered() : watched(Reflect.apply(target, self, args), failed),
    get(target, name) {
      if (name === 'unsafe') {
        const { unsafe } = target
        return (...[query, values, options]: Parameters<Sql['unsafe']>) =>
          transaction.isLost
            ? neverAnswered()
            : watched(unsafe(query, values, { ...options, prepare: true }), failed)
      }
      if (name === 'begin' || name === 'savepoint') {
        const open = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>
        return (...args: unknown[]) => {
          const work = args.pop() as Work
          const own = name === 'begin' ? { isLost: false } : transaction
          if (own.isLost) return never()
          const running = open(...args, (inner: Sql) =>
            whileAlive(own, work(prepareStatements(inner, failed, own))),
          )
          if (name === 'savepoint') return whileAlive(own, running)
          running.catch(() => {
            own.isLost = true
          })
          return running
        }
      }
      return Reflect.get(target, name)
    },
  })
}

const never = () => new Promise<never>(() => {})
const neverAnswered = () => Object.assign(never(), { values: never })

async function whileAlive<T>(transaction: Transaction, work: Promise<T>): Promise<T> {
  const result = await unlessLost(work)
  // The connection was lost while the work was waiting for something else.
  return transaction.isLost ? never() : result
}

/** The same query. postgres.js sends a query when it is first awaited, so this must not await it. */
function watched<T>(query: T, failed: (error: unknown) => void): T {
  if (!(query instanceof Promise)) return query
  const { then } = query
  const observed = (resolve: unknown, reject?: (error: unknown) => unknown) =>
    Reflect.apply(then, query, [
      resolve,
      (error: unknown) => {
        failed(error)
        if (reject) return reject(error)
        throw error
      },
    ])
  Reflect.set(query, 'then', observed)
  return query
}
