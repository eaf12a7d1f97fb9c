import postgres from 'postgres'
import { type EmbeddedConnection, embeddedAdministrator } from './connection.ts'

/**
 * Makes the role that Gatehouse works with, which owns its database and nothing else: whoever gets to run SQL with it
 * runs no programs and reads no files. The role that a cluster is made with stays a superuser for ever, and up to
 * version one it was the only one: then what it made is handed over. Idempotent; several processes may do it at once.
 */
export async function ensureOwner({ path, username, database }: EmbeddedConnection): Promise<void> {
  const sql = postgres({ path, username: embeddedAdministrator, database, max: 1, onnotice: () => {} })
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${lockNumber})`
      const [role] = await tx`select from pg_roles where rolname = ${username}`
      if (role === undefined) await tx`create role ${tx(username)} login`
      await tx`alter database ${tx(database)} owner to ${tx(username)}`
      for (const { statement } of await tx<{ statement: string }[]>`${handOver(tx, username)}`) {
        await tx.unsafe(statement)
      }
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Any number that nobody else locks in this database: 'role' in ASCII. */
const lockNumber = 0x726f6c65

/**
 * One statement for each object that the administrator made, which has a number of its own above those of Postgres.
 * Indexes and the sequences of columns go with their tables.
 */
const handOver = (sql: postgres.TransactionSql, username: string) => sql`
  with made as (
    select 'schema' as kind, quote_ident(nspname) as name, nspowner as owner, oid from pg_namespace
    union all
    select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
      relnamespace::regnamespace || '.' || quote_ident(relname), relowner, oid
    from pg_class
    where relkind in ('r', 'p', 'v', 'm', 'S') and not exists (
      select from pg_depend
      where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i') and refobjsubid > 0)
    union all
    select 'type', typnamespace::regnamespace || '.' || quote_ident(typname), typowner, oid
    from pg_type where typtype in ('e', 'd', 'r')
    union all
    select case prokind when 'p' then 'procedure' else 'function' end, oid::regprocedure::text, proowner, oid
    from pg_proc where prokind in ('f', 'p')
  )
  select format('alter %s %s owner to %I', kind, name, ${username}::text) as statement
  from made
  where oid >= 16384 and owner = ${embeddedAdministrator}::regrole`
