import type { Sql } from 'postgres'
import { unlessLost } from './lost-connection.ts'

type Work = (client: Sql) => Promise<unknown>

/**
 * A client whose statements are prepared once for each connection. drizzle asks for that only where a query was made
 * with `.prepare()`; any other is parsed anew each time, at two round trips instead of one. `failed` gets the error of
 * every statement that fails.
 */
export function prepareStatements<T extends Sql>(client: T, failed: (error: unknown) => void): T {
  return new Proxy(client, {
    apply: (target, self, args) => watched(Reflect.apply(target, self, args), failed),
    get(target, name) {
      if (name === 'unsafe') {
        const { unsafe } = target
        return (...[query, values, options]: Parameters<Sql['unsafe']>) =>
          watched(unsafe(query, values, { ...options, prepare: true }), failed)
      }
      if (name === 'begin' || name === 'savepoint') {
        const within = Reflect.get(target, name) as (...args: unknown[]) => unknown
        return (...args: unknown[]) => {
          const work = args.pop() as Work
          return within(...args, (inner: Sql) => unlessLost(work(prepareStatements(inner, failed))))
        }
      }
      return Reflect.get(target, name)
    },
  })
}

/** The same query. postgres.js sends one only when somebody waits for it, so nobody may wait for it here. */
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
