import type { Database } from './pool.ts'

/**
 * A query that is built once for each pool: drizzle takes longer to build a wide select than Postgres to answer it. In
 * a transaction it is built for that transaction.
 */
export function preparedOnce<Query>(build: (db: Database) => Query): (db: Database) => Query {
  const built = new WeakMap<Database, Query>()
  return (db) => {
    const query = built.get(db) ?? build(db)
    built.set(db, query)
    return query
  }
}
