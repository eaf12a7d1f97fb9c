import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import { type Context, requireScope } from '../context.ts'
import { errors } from '../errors.ts'
import { countRefusals } from '../store/refusals.ts'
import { toErrorCode } from './outcome.ts'
import { midnight } from './period.ts'

/** Requests at a door that belonged to no attempt, of one cause. */
export interface RefusalView {
  readonly door: string
  readonly cause: string
  readonly title: string
  /** Days of UTC. */
  readonly today: number
  readonly yesterday: number
  readonly diagnosis: Diagnosis | null
}

/** Of today and yesterday, the most frequent first. They left a count, and nothing that they carried. */
export async function listRefusals(ctx: Context): Promise<readonly RefusalView[]> {
  requireScope(ctx, 'attempts:read')
  const now = ctx.now()
  const counts = await countRefusals(ctx.db, midnight(now, -1), midnight(now, 0))
  return counts.map(({ door, cause, before, since }) => {
    const code = toErrorCode(cause)
    return {
      door,
      cause,
      title: errors[code].title,
      today: since,
      yesterday: before,
      diagnosis: diagnoseDetail(null, { attemptProblem: code }),
    }
  })
}
