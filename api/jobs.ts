import { endFallbackSecrets } from '#lib/applications/client-secrets.ts'
import { closeAttempts } from '#lib/authorizations/close.ts'
import { completeAuthorization } from '#lib/authorizations/complete.ts'
import { destroyKept } from '#lib/authorizations/destroy-kept.ts'
import { systemContext } from '#lib/context.ts'
import { reviewIncidents } from '#lib/health/review-incidents.ts'
import { tidyPeople } from '#lib/people/tidy.ts'
import type { Services } from '#lib/services.ts'
import { createUpkeep } from '#lib/upkeep/run.ts'

/** Between two tries of an exchange that Amazon did not answer. */
const retrySeconds = 5
const everyMinute = '* * * * *'
const everyHour = '7 * * * *'

/** What is done again and again, once for all processes. */
const scheduled = [
  { name: 'close-attempts', verb: closeAttempts, every: everyMinute },
  { name: 'review-incidents', verb: reviewIncidents, every: everyMinute },
  { name: 'tidy-people', verb: tidyPeople, every: everyHour },
  { name: 'destroy-kept', verb: destroyKept, every: everyHour },
  { name: 'end-fallback-secrets', verb: endFallbackSecrets, every: everyHour },
] as const

/**
 * Starts the worker in this process: each job is a verb with a system actor. Resolves with what stops the upkeep and
 * waits for what it has begun; `services.close` lets the other jobs finish.
 */
export async function startJobs(
  services: Services,
  limits: { readonly callsAtOnce: number },
): Promise<() => Promise<void>> {
  const { jobs } = services
  await jobs.work('complete-attempt', async ({ attemptId }) => {
    const outcome = await completeAuthorization(
      systemContext(services, 'complete-attempt', attemptId),
      attemptId,
    )
    if (outcome.kind === 'completed' || outcome.kind === 'failed') return
    await jobs.enqueue(services.db, 'complete-attempt', { attemptId }, { afterSeconds: retrySeconds })
  })
  for (const { name, verb, every } of scheduled) {
    await jobs.work(
      name,
      async () => {
        await verb(systemContext(services, name, 'schedule'))
      },
      { every },
    )
  }
  const upkeep = createUpkeep(services, limits)
  upkeep.start()
  return upkeep.stop
}
