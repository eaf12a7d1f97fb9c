import type { Sql } from 'postgres'
import { unlessLost } from './errors.ts'

type Work = (client: Sql) => Promise<unknown>
type Query = ReturnType<Sql['unsafe']>

/**
 * A client for a pooler that lends a session to each transaction: every transaction begins with `settings`, and a
 * statement outside of one gets a transaction of its own. That takes four round trips instead of one.
 */
export function inPooledTransactions<T extends Sql>(client: T, settings: string): T {
  const begin = (work: Work) =>
    client.begin('isolation level read committed', (tx) => {
      // Sent ahead of the first statement, in the same packet. If it fails, the transaction does.
      void tx.unsafe(settings).execute()
      return unlessLost(work(tx as unknown as Sql))
    })

  return new Proxy(client, {
    apply: (target, self, args) => {
      const query: unknown = Reflect.apply(target, self, args)
      // A name or a list of values is only ever part of a statement.
      if (!(query instanceof Promise)) return query
      return alone(query as Query, (tx) => Reflect.apply(tx, undefined, args) as Query, begin)
    },
    get(target, name) {
      if (name === 'unsafe') {
        return (...args: Parameters<Sql['unsafe']>) =>
          alone(target.unsafe(...args), (tx) => tx.unsafe(...args), begin)
      }
      if (name === 'begin') return (...args: unknown[]) => begin(args.at(-1) as Work)
      return Reflect.get(target, name)
    },
  })
}

/**
 * The same query, which may become part of another. Once it is awaited, `again` makes it anew within a transaction of
 * its own.
 */
function alone(query: Query, again: (tx: Sql) => Query, begin: (work: Work) => Promise<unknown>): Query {
  let running: Promise<unknown> | null = null
  const run = () => {
    running ??= begin((tx) => {
      const inner = again(tx)
      return Reflect.get(query, 'isRaw') === 'values' ? inner.values() : inner
    })
    return running
  }
  for (const name of ['then', 'catch', 'finally'] as const) {
    Reflect.set(query, name, (...args: never[]) => Reflect.apply(run()[name], run(), args))
  }
  return query
}
