import { listAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { hostCount, isPooled } from '#lib/database/connect.ts'
import { explainServerError } from '#lib/database/errors.ts'
import { type Database, openDatabase, pingDatabase } from '#lib/database/pool.ts'
import { isAppError } from '#lib/errors.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { databaseLocation, type OpenableEnvironment, type OpenServices, openServices } from '#lib/services.ts'
import { listApplications } from '#lib/store/applications.ts'
import { openStore, type Store } from '../open-store.ts'
import { interruptible } from '../processes/interruption.ts'
import { classifyRefresh } from './classify.ts'
import { bad, type Finding, good, note, open } from './finding.ts'

/** The database, the keys, and one real refresh. Changes no schema. */
export function checkStore(environment: OpenableEnvironment, refresh: boolean): Promise<Finding[]> {
  return interruptible(async ({ signal, race }) => {
    let store: Store
    try {
      store = await openStore(environment, () => {}, { migrates: false, signal })
    } catch (error) {
      signal.throwIfAborted()
      return [bad('database', (error as Error).message, 'Fix this first: nothing works without it.')]
    }
    const services = openServices(environment, 'script', { connections: 1 })
    try {
      return await race(checkOpened(environment, services, store.isBehind, refresh))
    } finally {
      await services.close()
      await store.stop()
    }
  })
}

async function checkOpened(
  environment: OpenableEnvironment,
  services: OpenServices,
  isBehind: boolean,
  refresh: boolean,
): Promise<Finding[]> {
  await pingDatabase(services.db)
  const place = environment.databaseUrl === null ? 'The embedded database' : 'The server of DATABASE_URL'
  const ways = [...(await checkPooler(environment)), ...checkHosts(environment)]
  if (isBehind) return [behind(place), ...ways]
  const findings = [
    good('database', `${place} answers and is up to date.`),
    ...ways,
    ...(environment.application === null ? [await countApplications(services.db)] : []),
  ]
  const faults = await checkKeys(services)
  if (faults.length > 0) {
    return [
      ...findings,
      ...faults.map((fault) => bad('keys', fault, 'Nothing sealed with it can be opened until then.')),
    ]
  }
  findings.push(good('keys', 'The keys open what this database holds.'))
  const ctx = systemContext(services, 'doctor', crypto.randomUUID())
  return [...findings, ...(refresh ? [await checkRefresh(ctx)] : [])]
}

const behind = (place: string): Finding =>
  note(
    'database',
    `${place} answers. It needs a migration, so keys and tokens were not checked.`,
    'The next start migrates it. If it holds data, back it up first.',
  )

/** Applications that administrators defined, where the environment defines none. */
async function countApplications(db: Database): Promise<Finding> {
  const inUse = (await listApplications(db)).filter(({ retiredAt }) => retiredAt === null)
  return inUse.length === 0
    ? note(
        'applications',
        'No application is configured.',
        'Add one in the dashboard, or set SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET.',
      )
    : good(
        'applications',
        `Defined in the dashboard, where their pages say whether Amazon accepts them: ${inUse.map(({ name }) => name).join(', ')}.`,
      )
}

/** Checks the pooler between the processes and the database, if there is one. */
async function checkPooler(environment: OpenableEnvironment): Promise<Finding[]> {
  const location = databaseLocation(environment)
  if (!isPooled(location)) return []
  const { db, close } = openDatabase(location, { connections: 1 })
  try {
    await pingDatabase(db)
  } catch (error) {
    const { says, next } = explainServerError(error, 'Check DATABASE_URL, and the log of the pooler.')
    return [bad('pooler', `App and api can’t use the pooler of DATABASE_URL: ${says}.`, next)]
  } finally {
    await close()
  }
  if (environment.databaseDirectUrl !== null) {
    return [good('pooler', 'App and api use a pooler; the worker and migrations use DATABASE_DIRECT_URL.')]
  }
  return [
    note(
      'pooler',
      'Everything goes through the pooler of DATABASE_URL: changes are polled once a second, and missing keys of a process go unnoticed.',
      'Name the server itself in DATABASE_DIRECT_URL.',
    ),
  ]
}

function checkHosts(environment: OpenableEnvironment): Finding[] {
  const count = hostCount(databaseLocation(environment))
  return count === 1
    ? []
    : [good('hosts', `DATABASE_URL names ${count} hosts: the one that accepts writes is used.`)]
}

/** Refreshes the authorization that is most likely to work. */
async function checkRefresh(ctx: Context): Promise<Finding> {
  const { rows } = await listAuthorizations(ctx, {
    health: ['working'],
    limit: 1,
  })
  const [row] = rows
  if (row === undefined) return open('refresh', 'There is no working authorization to test a refresh with.')
  const { name } = row
  try {
    const { worked } = await refreshAuthorization(ctx, row.id)
    const { diagnosis } = await readAuthorization(ctx, row.id)
    return classifyRefresh(worked, name, diagnosis)
  } catch (error) {
    if (!isAppError(error)) throw error
    return bad('refresh', `${name}: ${error.message}`, 'Open its page in /ops.')
  }
}
