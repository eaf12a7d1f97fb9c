import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { syncFolder } from '../sync-folder.ts'
import { type Runner, run } from './binaries.ts'
import {
  type EmbeddedConnection,
  type EmbeddedPaths,
  embeddedAdministrator,
  embeddedConnection,
} from './connection.ts'
import { EmbeddedError, explainFailure } from './errors.ts'
import type { Lock } from './lock.ts'

/** Creates the cluster if there isn't one, and rejects one that these binaries can't read. Requires the lock. */
export async function prepareCluster(
  paths: EmbeddedPaths,
  binaries: string,
  runner: Runner,
  lock: Lock,
): Promise<void> {
  const version = await majorVersion(binaries, runner, paths)
  if (existsSync(paths.cluster)) return checkVersion(paths, version)
  const fresh = join(paths.home, 'data.init')
  rmSync(fresh, { recursive: true, force: true })
  const { database } = embeddedConnection(paths.dataFolder)
  const locale =
    version >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const words = ['--auth=trust', '--encoding=UTF8', '--data-checksums', '--no-instructions', ...locale]
  const initdb = [
    join(binaries, 'initdb'),
    '-D',
    fresh,
    `--username=${embeddedAdministrator}`,
    ...words,
  ] as const
  const stdio = ['pipe' as const, 'pipe' as const, 'pipe' as const, lock.fd]
  await succeed(run(runner, [...initdb], { stdio }), '', paths)
  const single = [
    join(binaries, 'postgres'),
    '--single',
    '-D',
    fresh,
    '-c',
    'exit_on_error=on',
    'postgres',
  ] as const
  await succeed(run(runner, [...single], { stdio }), `create database ${database}\n`, paths)
  renameSync(fresh, paths.cluster)
  // The rename itself must survive a power cut.
  syncFolder(paths.home)
}

function checkVersion({ home, cluster }: EmbeddedPaths, version: number): void {
  const present = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  if (present === version) return
  throw new EmbeddedError(
    'embedded_version',
    `The database in ${home} was created by Postgres ${present}, and this version of Gatehouse comes with Postgres ${version}. With the version of Gatehouse that created it, run npm run gatehouse -- export <file>. Then move ${home} away, and with this version run npm run gatehouse -- import <file>.`,
  )
}

async function majorVersion(binaries: string, runner: Runner, paths: EmbeddedPaths): Promise<number> {
  const child = run(runner, [join(binaries, 'postgres'), '--version'], { stdio: ['pipe', 'pipe', 'pipe'] })
  return Number(/ (\d+)/.exec(await succeed(child, '', paths))?.[1])
}

/** Resolves to the output of the command. */
async function succeed(child: ChildProcess, input: string, { home }: EmbeddedPaths): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  child.stdin?.on('error', () => {}).end(input)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(explainFailure(String(error), home, error)))
    child.on('close', resolve)
  })
  if (status !== 0) throw explainFailure(output, home)
  return output
}

/**
 * For postgres.js. It doesn't ask about array types: when that query is cut off, nobody handles its rejection, which
 * ends the process.
 */
export const oneConnection = { max: 1, fetch_types: false, onnotice: () => {} }

/**
 * Creates the role that Gatehouse uses. It owns the database and nothing else, so that SQL injected into it can't run
 * programs or read files. The role that created the cluster stays a superuser forever. In version one it was the only
 * role, so its objects are handed over. Idempotent, and safe to run concurrently.
 */
export async function ensureOwner({ path, username, database }: EmbeddedConnection): Promise<void> {
  const sql = postgres({ path, username: embeddedAdministrator, database, ...oneConnection })
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

/** Any number that nothing else in this database locks: 'role' in ASCII. */
const lockNumber = 0x726f6c65

/**
 * One statement for each object that the administrator created: those have object ids above the ones reserved for
 * Postgres. Indexes and the sequences of columns follow their tables.
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
