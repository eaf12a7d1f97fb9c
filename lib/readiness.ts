import { pingDatabase } from './database/pool.ts'
import type { Services } from './services.ts'

/** Whether requests can be answered, or why not. */
export type Readiness = 'ok' | 'database_unavailable' | 'database_read_only'

export async function checkReadiness(services: Pick<Services, 'db' | 'log'>): Promise<Readiness> {
  try {
    return (await pingDatabase(services.db)) === 'ok' ? 'ok' : 'database_read_only'
  } catch (error) {
    services.log.warn({ error }, 'database unreachable')
    return 'database_unavailable'
  }
}
