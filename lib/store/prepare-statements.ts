import type { Sql } from 'postgres'
import { unlessLost } from './lost-connection.ts'

type Work = (client: Sql) => Promise<unknown>

/**
 * A client whose statements are prepared once for each connection. drizzle asks for that only where a query was made
 * with `.prepare()`; any other is parsed anew each time, at two round trips instead of one.
 */
export function prepareStatements<T extends Sql>(client: T): T {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'unsafe') {
        const { unsafe } = target
        return (...[query, values, options]: Parameters<Sql['unsafe']>) =>
          unsafe(query, values, { ...options, prepare: true })
      }
      if (name === 'begin' || name === 'savepoint') {
        const within = Reflect.get(target, name) as (...args: unknown[]) => unknown
        return (...args: unknown[]) => {
          const work = args.pop() as Work
          return within(...args, (inner: Sql) => unlessLost(work(prepareStatements(inner))))
        }
      }
      return Reflect.get(target, name)
    },
  })
}
