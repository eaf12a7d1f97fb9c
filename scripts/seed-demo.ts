import { autocommit } from '#lib/database/pool.ts'
import type { Environment } from '#lib/env.ts'
import { openServices } from '#lib/services.ts'
import { hasNoPeople } from '#lib/store/people.ts'
import { readSetting, writeSetting } from '#lib/store/settings.ts'
import { digest } from '#lib/vault/digest.ts'
import { seedPeople } from './seed-people.ts'
import { StartError } from './start-error.ts'

export interface SignIn {
  readonly email: string
  readonly password: string
}

/**
 * Makes sure that the demo's people exist. Known passwords don't belong in a database that people use: one that
 * isn't empty and isn't marked as a demo is rejected.
 */
export async function seedDemo(environment: Environment): Promise<{ operator: SignIn; seller: SignIn }> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    const isDemo = (await readSetting(services.db, 'demo')) !== null
    if (!isDemo && !(await hasNoPeople(services.db))) {
      throw new StartError(
        'The database already has people and is not a demo. Point DATABASE_URL at an empty database, or leave it out.',
      )
    }
    await writeSetting(autocommit(services.db), 'demo', 'true')
    return await seedPeople(services, {
      operator: passwordFor(environment, 'operator'),
      seller: passwordFor(environment, 'seller'),
    })
  } finally {
    await services.close()
  }
}

/** The same at each start of one demo, different in every demo. */
function passwordFor(environment: Environment, who: string): string {
  return `demo-${digest(`${environment.authSecret.expose()} ${who}`).slice(0, 20)}`
}
