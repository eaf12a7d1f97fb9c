import { endPreviousSecrets } from '../applications/client-secrets.ts'
import { closeAttempts, destroyKept } from '../attempts/expire.ts'
import { systemContext } from '../context.ts'
import { reviewIncidents } from '../incidents/review.ts'
import { createAttemptFinisher } from '../maintenance/finish-attempts.ts'
import { createMaintenance } from '../maintenance/run.ts'
import { tidyPeople } from '../people/tidy.ts'
import type { Services } from '../services.ts'

const everyMinute = '* * * * *'
const everyHour = '7 * * * *'

/** What is done again and again, once for all processes. */
const scheduled = [
  { name: 'close-attempts', verb: closeAttempts, every: everyMinute },
  { name: 'review-incidents', verb: reviewIncidents, every: everyMinute },
  { name: 'tidy-people', verb: tidyPeople, every: everyHour },
  { name: 'destroy-kept', verb: destroyKept, every: everyHour },
  { name: 'end-fallback-secrets', verb: endPreviousSecrets, every: everyHour },
] as const

/**
 * Starts the worker in this process. Resolves with what stops it: it begins nothing more and finishes what it has
 * begun, exchanges above all. `services.close` lets the scheduled jobs finish.
 */
export async function startJobs(
  services: Services,
  limits: { readonly callsAtOnce: number },
): Promise<() => Promise<void>> {
  const attempts = createAttemptFinisher(services)
  // Before anything that may take a while: codes of a process that died are running out.
  attempts.start()
  for (const { name, verb, every } of scheduled) {
    await services.jobs.work(
      name,
      async () => {
        await verb(systemContext(services, name, 'schedule'))
      },
      { every },
    )
  }
  const maintenance = createMaintenance(services, limits)
  maintenance.start()
  return async () => {
    await Promise.all([attempts.stop(), maintenance.stop()])
  }
}
