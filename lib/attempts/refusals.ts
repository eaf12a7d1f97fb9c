import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { errors, isAppError } from '../errors.ts'
import { countRefusal, countRefusals } from '../store/refusals.ts'
import { midnight } from './read.ts'
import { toErrorCode } from './steps.ts'

/** Requests that belong to no attempt are counted per cause and minute, and none of their content is kept. */
export async function countingRefusals<T>(
  ctx: Context,
  endpoint: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Being asked to sign in isn't a refusal.
    if (isAppError(error) && error.code !== 'sign_in_required') {
      ctx.log.info({ endpoint, cause: error.code, parameter: error.details.parameter }, 'request refused')
      await countRefusal(autocommit(ctx.db), endpoint, error.code, ctx.now())
    }
    throw error
  }
}

/** Requests to an endpoint that belonged to no attempt, by cause. */
export interface RefusalView {
  readonly endpoint: string
  readonly cause: string
  readonly title: string
  /** Days of UTC. */
  readonly today: number
  readonly yesterday: number
  readonly diagnosis: Diagnosis | null
}

/**
 * Refused requests of today and yesterday, the most frequent first. They are only counted; none of their content is
 * kept.
 */
export async function listRefusals(ctx: Context): Promise<readonly RefusalView[]> {
  requireScope(ctx, 'attempts:read')
  const now = ctx.now()
  const counts = await countRefusals(ctx.db, midnight(now, -1), midnight(now, 0))
  return counts.map(({ endpoint, cause, before, since }) => {
    const code = toErrorCode(cause)
    return {
      endpoint,
      cause,
      title: errors[code].title,
      today: since,
      yesterday: before,
      diagnosis: diagnoseFailure(null, { attemptProblem: code }),
    }
  })
}
