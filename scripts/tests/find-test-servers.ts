import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isExecutable } from '../processes/is-executable.ts'

/** A Postgres that the store tests run on. */
export type TestServer =
  | { readonly kind: 'embedded'; readonly name: string }
  | { readonly kind: 'installed'; readonly name: string; readonly binaries: string }
  | { readonly kind: 'server'; readonly name: string; readonly url: string }

export const embeddedServer: TestServer = { kind: 'embedded', name: 'the embedded Postgres' }

const installations = '/usr/lib/postgresql'

/**
 * Always the embedded Postgres; in addition, the server of TEST_DATABASE_URL and every installed version, if there are
 * any. `skipped` has a line for each kind that the tests have to do without.
 */
export function findTestServers(url = ''): { servers: TestServer[]; skipped: string[] } {
  const named: TestServer[] = url === '' ? [] : [{ kind: 'server', name: 'TEST_DATABASE_URL', url }]
  const installed = findInstalled()
  return {
    servers: [embeddedServer, ...named, ...installed],
    skipped: [
      ...(named.length > 0 ? [] : ['on a Postgres server (TEST_DATABASE_URL is not set)']),
      ...(installed.length > 0 ? [] : [`on an installed Postgres (none found in ${installations})`]),
    ].map((where) => `Skipped: the store tests ${where}.`),
  }
}

/** The program, from TEST_PGBOUNCER or the PATH; null: not installed, and the tests that need it are left out. */
export function findPgBouncer(named = '', path = ''): { program: string | null; skipped: string[] } {
  const places = named === '' ? path.split(delimiter).map((folder) => join(folder, 'pgbouncer')) : [named]
  const program = [...places, '/usr/sbin/pgbouncer'].find(isExecutable) ?? null
  return {
    program,
    skipped: program === null ? ['Skipped: the tests behind PgBouncer (TEST_PGBOUNCER names none).'] : [],
  }
}

/** The programs of an installed Postgres that can copy a running one; null: not installed. */
export function findReplication(): { binaries: string | null; skipped: string[] } {
  const found = findInstalled()
    .flatMap((server) => (server.kind === 'installed' ? [server.binaries] : []))
    .find((binaries) => ['pg_basebackup', 'pg_ctl'].every((program) => isExecutable(join(binaries, program))))
  const skipped = [`Skipped: the tests with a standby (no Postgres with pg_basebackup in ${installations}).`]
  return { binaries: found ?? null, skipped: found === undefined ? skipped : [] }
}

function findInstalled(): TestServer[] {
  if (!existsSync(installations)) return []
  return readdirSync(installations)
    .map((version) => ({ version, binaries: join(installations, version, 'bin') }))
    .filter(({ binaries }) =>
      ['initdb', 'postgres'].every((program) => isExecutable(join(binaries, program))),
    )
    .map(({ version, binaries }) => ({ kind: 'installed', name: `installed Postgres ${version}`, binaries }))
}
