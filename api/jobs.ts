import { endFallbackSecrets } from '#lib/applications/client-secrets.ts'
import { closeAttempts } from '#lib/authorizations/close.ts'
import { completeAuthorization } from '#lib/authorizations/complete.ts'
import { destroyKept } from '#lib/authorizations/destroy-kept.ts'
import { systemContext } from '#lib/context.ts'
import { tidyPeople } from '#lib/people/tidy.ts'
import type { Services } from '#lib/services.ts'
import { createUpkeep } from '#lib/upkeep/run.ts'

/** Between two tries of an exchange that Amazon did not answer. */
const retrySeconds = 5
const everyMinute = '* * * * *'
const everyHour = '7 * * * *'

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
  await jobs.work(
    'close-attempts',
    async () => {
      await closeAttempts(systemContext(services, 'close-attempts', 'schedule'))
    },
    { every: everyMinute },
  )
  await jobs.work('tidy-people', () => tidyPeople(systemContext(services, 'tidy-people', 'schedule')), {
    every: everyHour,
  })
  await jobs.work(
    'end-fallback-secrets',
    async () => {
      await endFallbackSecrets(systemContext(services, 'end-fallback-secrets', 'schedule'))
    },
    { every: everyHour },
  )
  await jobs.work(
    'destroy-kept',
    async () => {
      await destroyKept(systemContext(services, 'destroy-kept', 'schedule'))
    },
    { every: everyHour },
  )
  const upkeep = createUpkeep(services, limits)
  upkeep.start()
  return upkeep.stop
}
