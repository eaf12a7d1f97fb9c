import type { Services } from '../services.ts'
import { pingDatabase } from '../store/client.ts'

/** True when the database answers. */
export async function isDatabaseReady(services: Pick<Services, 'db' | 'log'>): Promise<boolean> {
  try {
    await pingDatabase(services.db)
    return true
  } catch (error) {
    services.log.warn({ error }, 'database does not answer')
    return false
  }
}
