import { defineApplication } from '#lib/applications/define.ts'
import { systemContext } from '#lib/context.ts'
import type { Environment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { firstAdminLink } from '#lib/people/invite.ts'
import { openServices } from '#lib/services.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from './start-error.ts'

/**
 * Before anything listens, on a migrated database: the keys open what was sealed, and the application of the
 * environment is stored. Throws StartError with every fault.
 */
export async function prepareInstallation(environment: Environment): Promise<void> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    const faults = await checkKeys(services)
    if (faults.length > 0) throw new StartError(faults.join('\n'))
    await defineApplication(systemContext(services, 'start', newId()), environment.application)
  } finally {
    await services.close()
  }
}

/** A one-time link for the first administrator, or null when there is one. An earlier link stops working. */
export async function findSetupLink(environment: Environment): Promise<string | null> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    return await firstAdminLink(services)
  } finally {
    await services.close()
  }
}
