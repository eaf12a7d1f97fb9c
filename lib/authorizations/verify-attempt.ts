import { hostOf } from '../amazon/hosts.ts'
import { endpointOf } from '../amazon/regions.ts'
import type { Context } from '../context.ts'
import type { Secret } from '../secret.ts'
import { recordStep } from './record-step.ts'
import { type Verified, verifyGrant } from './verify.ts'

/** As `verifyGrant`, with a line in the timeline of the attempt that it is done for. */
export async function verifyAttempt(
  ctx: Context,
  attemptId: string,
  accessToken: Secret,
  hint: Parameters<typeof verifyGrant>[2],
): Promise<Verified> {
  const startedAt = performance.now()
  const verified = await verifyGrant(ctx, accessToken, hint)
  await recordStep(ctx, attemptId, 'verified', {
    problem: verified.problem,
    ...(verified.problem !== 'vendor' && {
      host: hostOf(endpointOf(verified)),
      amazonRequestId: verified.requestId,
      durationMs: performance.now() - startedAt,
    }),
  })
  return verified
}
