import type { AttemptStep } from '#drizzle/schema.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import {
  explainParticipationProblem,
  participationProblems,
} from '../authorizations/participation-problems.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError, errors } from '../errors.ts'
import { findAttemptRow } from '../store/attempt-lists.ts'
import { type AttemptStepRow, listSteps } from '../store/attempts.ts'
import { type AttemptView, toAttemptView } from './attempt-view.ts'
import { toErrorCode } from './outcome.ts'

export interface StepView {
  readonly id: number
  readonly step: AttemptStep
  readonly happenedAt: Date
  readonly host: string | null
  readonly amazonRequestId: string | null
  readonly durationMs: number | null
  /** In words for people; null when the step went well. */
  readonly problem: { readonly title: string; readonly cause: string | null } | null
}

export interface Timeline extends AttemptView {
  /** In the order in which they happened. */
  readonly steps: readonly StepView[]
}

/** One attempt with all that happened within it. Throws `attempt_not_found`. */
export async function readTimeline(ctx: Context, id: string): Promise<Timeline> {
  requireScope(ctx, 'attempts:read')
  const row = await findAttemptRow(ctx.db, id)
  if (row === null) throw new AppError('attempt_not_found', { id })
  const steps = await listSteps(ctx.db, id)
  return { ...toAttemptView(row), steps: steps.map(toStepView) }
}

function toStepView({ attemptId: _, problem, ...step }: AttemptStepRow): StepView {
  return { ...step, problem: problem === null ? null : explainStep(problem) }
}

function explainStep(problem: string): NonNullable<StepView['problem']> {
  if (Object.hasOwn(participationProblems, problem))
    return { title: explainParticipationProblem(problem), cause: null }
  const code = toErrorCode(problem)
  const diagnosis: Diagnosis | null = diagnoseDetail(null, { attemptProblem: code })
  return { title: errors[code].title, cause: diagnosis?.cause ?? null }
}
