import { completeClaimed } from '../attempts/complete.ts'
import { claimDue } from '../attempts/transition.ts'
import { systemContext } from '../context.ts'
import { type ClaimWorker, createClaimWorker } from '../jobs/claim-worker.ts'
import type { Services } from '../services.ts'

/**
 * Finishes attempts whose page was closed or whose process died. They are their own queue: a code lives for five
 * minutes, so it must not depend on a job that a dead process still holds.
 */
export function createAttemptFinisher(services: Services): ClaimWorker {
  return createClaimWorker({
    mostConcurrent: 20,
    lookEveryMs: 1_000,
    claim: (limit) => claimDue(systemContext(services, 'complete-attempt', 'claim'), limit),
    work: async (attempt) => {
      try {
        await completeClaimed(systemContext(services, 'complete-attempt', attempt.id), attempt)
      } catch (error) {
        services.log.error({ error, attemptId: attempt.id }, 'attempt not finished')
      }
    },
    report: (error) => services.log.warn({ error }, 'attempts are waiting'),
  })
}
