import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import * as schema from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'

/** A sealed column by the names in the schema. */
export interface SealedPlace {
  readonly table: string
  readonly column: string
}

export interface SealedCount {
  readonly table: string
  readonly column: string
  /** The id of the key that sealed them. */
  readonly key: string
  readonly count: number
}

/** Counts every sealed value of the database by key. Reads all of them, so not too often. */
export async function countSealed(db: Database, places: readonly SealedPlace[]): Promise<SealedCount[]> {
  const counts: SealedCount[] = []
  for (const place of places) {
    const { table, column } = find(place)
    const rows = await db.execute<SealedCount & Record<string, unknown>>(sql`
      select ${getTableConfig(table).name}::text as "table", ${column.name}::text as "column",
        split_part(${column}, '.', 2) as key, count(*)::int as count
      from ${table} where ${isSealed(column)} group by 3 order by 3`)
    counts.push(...rows)
  }
  return counts
}

export interface SealedValue {
  readonly sealed: string
  /** The columns of its row that bindings are made of, by their names in the schema. */
  readonly row: Readonly<Record<string, string>>
}

/** The next values of a column that another key than `keyId` has sealed, in the order of the primary key. */
export async function listSealedByOthers(
  db: Database,
  place: SealedPlace,
  {
    keyId,
    after,
    limit,
  }: { readonly keyId: string; readonly after: SealedValue | null; readonly limit: number },
): Promise<SealedValue[]> {
  const { table, column, key } = find(place)
  const fields = [
    ...key.map(([name, part]) => [name, sql`${part}`] as const),
    ...(alsoBound[place.table] ?? []),
  ]
  const rows = await db.execute<Record<string, string>>(sql`
    select ${column} as "sealed value", ${sql.join(
      fields.map(([name, value]) => sql`${value} as ${sql.identifier(name)}`),
      sql`, `,
    )}
    from ${table}
    where ${isSealed(column)} and split_part(${column}, '.', 2) <> ${keyId}
      ${after === null ? sql`` : sql`and ${tuple(key.map(([, part]) => sql`${part}`))} > ${tuple(key.map(([name, part]) => typed(after.row[name] ?? '', part)))}`}
    order by ${sql.join(
      key.map(([, part]) => sql`${part}`),
      sql`, `,
    )} limit ${limit}`)
  return rows.map(({ 'sealed value': sealed = '', ...row }) => ({ sealed, row }))
}

/**
 * Stores other texts in the place of those that were read. A value that has changed in the meantime stays, and so does
 * one whose row another transaction is writing: waiting for several rows could deadlock. Returns how many were
 * replaced.
 */
export async function replaceSealed(
  db: Autocommit,
  place: SealedPlace,
  values: readonly (SealedValue & { readonly resealed: string | null })[],
): Promise<number> {
  if (values.length === 0) return 0
  const { table, column, key } = find(place)
  const own = (part: PgColumn) => sql`target.${sql.identifier(part.name)}`
  const matches = (other: string) =>
    sql.join(
      key.map(([, part]) => sql`${own(part)} = ${sql.identifier(other)}.${sql.identifier(part.name)}`),
      sql` and `,
    )
  const names = sql.join(
    key.map(([, part]) => sql.identifier(part.name)),
    sql`, `,
  )
  const rows = await db.execute(sql`
    with fresh (${names}, was, resealed) as (values ${sql.join(
      values.map(
        ({ row, sealed, resealed }) =>
          sql`(${sql.join(
            key.map(([name, part]) => typed(row[name] ?? '', part)),
            sql`, `,
          )}, ${sealed}::text, ${resealed}::text)`,
      ),
      sql`, `,
    )}), unlocked as (
      select fresh.* from ${table} as target join fresh on ${matches('fresh')} and ${own(column)} = fresh.was
      for no key update of target skip locked
    )
    update ${table} as target set ${sql.identifier(column.name)} = unlocked.resealed
    from unlocked where ${matches('unlocked')} returning 1`)
  return rows.length
}

export interface SealedAuthorization {
  readonly id: string
  readonly sellingPartnerId: string | null
  readonly name: string | null
}

/** Authorizations with a refresh token, a previous one included, that this key has sealed. */
export async function listAuthorizationsSealedWith(
  db: Database,
  keyId: string,
): Promise<SealedAuthorization[]> {
  const { id, sellingPartnerId, label, storeName, refreshTokenSealed, previousTokenSealed } =
    schema.authorization
  const isSealedWith = (column: PgColumn) => sql`split_part(${column}, '.', 2) = ${keyId}`
  return db
    .select({
      id,
      sellingPartnerId,
      name: sql<string | null>`coalesce(${label}, nullif(${storeName}, ''))`,
    })
    .from(schema.authorization)
    .where(sql`${isSealedWith(refreshTokenSealed)} or ${isSealedWith(previousTokenSealed)}`)
    .orderBy(id)
}

/** The columns that a binding needs besides the primary key. */
const alsoBound: Readonly<Record<string, readonly (readonly [string, SQL])[]>> = {
  grantlessToken: [
    [
      'lwaClientId',
      sql`(select ${schema.application.lwaClientId} from ${schema.application}
        where ${schema.application.id} = ${schema.grantlessToken.applicationId})`,
    ],
  ],
}

interface Found {
  readonly table: PgTable
  readonly column: PgColumn
  /** The primary key, with the names in the schema. */
  readonly key: readonly (readonly [string, PgColumn])[]
}

function find({ table: name, column: columnName }: SealedPlace): Found {
  const table = (schema as unknown as Readonly<Record<string, PgTable>>)[name]
  const columns: Readonly<Record<string, PgColumn>> = table === undefined ? {} : getTableColumns(table)
  const column = columns[columnName]
  if (table === undefined || column === undefined) throw new Error(`the schema has no ${name}.${columnName}`)
  const composite = getTableConfig(table).primaryKeys.flatMap(({ columns: parts }) =>
    parts.map((part) => part.name),
  )
  const key = Object.entries(columns).filter(([, part]) => part.primary || composite.includes(part.name))
  return { table, column, key }
}

/** Settings hold other values, too. */
const isSealed = (column: PgColumn): SQL => sql`${column} like 'v1.%.%.%.%'`

const tuple = (parts: readonly SQL[]): SQL => sql`(${sql.join([...parts], sql`, `)})`

const typed = (value: string, part: PgColumn): SQL =>
  part.getSQLType() === 'uuid' ? sql`${value}::uuid` : sql`${value}::text`
