import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ServerError } from '#lib/database/errors.ts'
import { findForeignTable } from '#lib/database/migrate.ts'
import { autocommit, type Database, inTransactionOf, sqlClient } from '#lib/database/pool.ts'
import { type OpenableEnvironment, type OpenServices, openServices } from '#lib/services.ts'
import { isUnused, listPresentTables, ownTables } from '#lib/store/own-tables.ts'
import { openDemoClock, readSetting, writeSetting } from '#lib/store/settings.ts'
import { digest } from '#lib/vault/digest.ts'
import { type Passwords, seedPeople } from './seed-people.ts'
import { buildWorld } from './world/build-world.ts'

export interface DemoOptions {
  /** A new demo only gets the people. */
  readonly isEmpty: boolean
  /** Removes the data of an earlier demo first. */
  readonly isReset: boolean
}

/** The progress of a demo's database; a demo that was killed while its year was being prepared starts afresh. */
const worldSetting = 'demo_world'
type WorldState = 'empty' | 'building' | 'lived-in'

/**
 * Throws ServerError for a database that isn't empty and isn't marked as a demo: known passwords don't belong in one
 * that people use. It may have any schema of Gatehouse's, or none.
 */
export async function requireDemoDatabase(environment: OpenableEnvironment): Promise<void> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    await requireDemo(services.db)
  } finally {
    await services.close()
  }
}

/** Returns whether it is a demo: otherwise, it is unused. */
async function requireDemo(db: Database): Promise<boolean> {
  const hint = 'Point DATABASE_URL at an empty database, or leave it out.'
  const foreign = await sqlClient(db).begin((tx) => findForeignTable(tx))
  if (foreign !== null) throw new ServerError(`it holds the table ${foreign} of another program`, hint)
  const present = await listPresentTables(db)
  const isDemo = present.includes('setting') && (await readSetting(db, 'demo')) !== null
  if (!isDemo && !(await isUnused(db))) throw new ServerError('it is in use and is not a demo', hint)
  return isDemo
}

/** Makes sure that the demo's people exist, and in a new demo the year behind them. */
export async function seedDemo(
  environment: OpenableEnvironment,
  passwords: Passwords,
  { isEmpty, isReset }: DemoOptions,
  report: (line: string) => void,
): Promise<void> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    const isDemo = await requireDemo(services.db)
    const left = await readSetting(services.db, worldSetting)
    const isNew = !isDemo || isReset || left === 'building'
    if (isNew) {
      forget(environment)
      if (isDemo) await clear(services)
      await mark(services, isEmpty ? 'empty' : 'building')
      // Also after a start that was interrupted while nothing was durable.
      await setDurable(services, isEmpty)
      if (!isEmpty) {
        await build(environment, passwords, report)
        await setDurable(services, true)
        await mark(services, 'lived-in')
      }
    } else if (isEmpty !== (left === 'empty')) {
      report(
        isEmpty
          ? 'This demo has a year behind it. Add --reset to start it afresh and empty.'
          : 'This demo was started empty. npm run demo -- --reset gives it a year of history.',
      )
    }
    await openDemoClock(autocommit(services.db))
    await seedPeople(services, passwords)
  } finally {
    await services.close()
  }
}

/** Sets whether each commit waits for the disk. Data that a crash loses here is built again anyway. */
async function setDurable(services: OpenServices, isDurable: boolean): Promise<void> {
  const change = isDurable ? 'reset synchronous_commit' : 'set synchronous_commit = off'
  await sqlClient(services.db).unsafe(`do $$ begin
    execute format('alter role current_user in database %I ${change}', current_database());
  end $$`)
}

async function build(
  environment: OpenableEnvironment,
  passwords: Passwords,
  report: (line: string) => void,
): Promise<void> {
  const startedAt = performance.now()
  let told = 0
  report('Preparing the demo: a year in the life of a company. This happens once.')
  await buildWorld(environment, passwords, (share) => {
    const quarter = Math.floor(share * 4)
    if (quarter <= told || quarter === 4) return
    told = quarter
    report(`  ${quarter * 25} %`)
  })
  report(`  done in ${Math.round((performance.now() - startedAt) / 1_000)} s`)
}

/** Together: a demo that doesn't know its progress would never get its year. */
function mark({ db }: OpenServices, state: WorldState): Promise<void> {
  return inTransactionOf(db, async (tx) => {
    await writeSetting(tx, 'demo', 'true')
    await writeSetting(tx, worldSetting, state)
  })
}

/** What an earlier demo left at its simulated Amazon and in its mailbox. */
function forget({ dataFolder }: OpenableEnvironment): void {
  for (const file of ['simulator.json', 'mailbox.json']) rmSync(join(dataFolder, file), { force: true })
}

/** Everything that a demo stores in its database. The tables stay, and so do those of other programs. */
async function clear(services: OpenServices): Promise<void> {
  const tables = ownTables.map((name) => `public."${name}"`)
  await sqlClient(services.db).begin(async (tx) => {
    // The audit log can't be emptied, except by the owner of its tables.
    const refusals = await tx<{ table: string; trigger: string }[]>`
      select tgrelid::regclass::text as table, quote_ident(tgname) as trigger
      from pg_trigger join pg_class on pg_class.oid = tgrelid
      where tgname like '%no_truncate' and relname in ${tx(ownTables)}`
    for (const { table, trigger } of refusals)
      await tx.unsafe(`alter table ${table} disable trigger ${trigger}`)
    await tx.unsafe(`truncate ${tables.join(', ')} restart identity`)
    for (const { table, trigger } of refusals)
      await tx.unsafe(`alter table ${table} enable always trigger ${trigger}`)
  })
}

/** The same at each start of one demo, different in every demo. */
export function demoPasswords(environment: OpenableEnvironment): Passwords {
  return { operator: passwordFor(environment, 'operator'), seller: passwordFor(environment, 'seller') }
}

function passwordFor(environment: OpenableEnvironment, who: string): string {
  return `demo-${digest(`${environment.authSecret.expose()} ${who}`).slice(0, 20)}`
}
