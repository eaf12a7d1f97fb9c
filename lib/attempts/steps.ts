import type { AttemptStep } from '#drizzle/schema.ts'
import { isAmazonHost } from '../amazon/hosts.ts'
import { type ParticipationProblem, participationProblems } from '../authorizations/participations.ts'
import type { Context } from '../context.ts'
import { autocommit, withOrWithoutTransaction } from '../database/pool.ts'
import { type ErrorCode, errors, isAppError } from '../errors.ts'
import { insertSteps } from '../store/attempts.ts'
import { countRefusal } from '../store/refusals.ts'

export type StepProblem = ErrorCode | ParticipationProblem

export interface StepFacts {
  /** Amazon's host, if it was involved. */
  readonly host?: string | null
  readonly problem?: StepProblem | null
  readonly amazonRequestId?: string | null
  /** How long Amazon took. */
  readonly durationMs?: number
}

export type Step = StepFacts & { readonly step: AttemptStep }

/** Amazon's request ids are UUIDs; nothing that we or Amazon keep secret is one. */
const requestIdShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Adds a line to the timeline of an attempt, in the transaction of the change if there is one. The timeline never
 * decides the outcome: a line that can't be written is logged and left out. It can't hold a secret: a host that isn't
 * in our table of Amazon's hosts, a problem that isn't in our tables, and a request id that doesn't look like Amazon's
 * are left out, too.
 */
export async function recordStep(
  ctx: Context,
  attemptId: string,
  step: AttemptStep,
  facts: StepFacts = {},
): Promise<void> {
  await recordSteps(ctx, attemptId, [{ ...facts, step }])
}

/** Adds several lines, in order. */
export async function recordSteps(ctx: Context, attemptId: string, steps: readonly Step[]): Promise<void> {
  const happenedAt = ctx.now()
  const rows = steps.map(({ step, host, problem, amazonRequestId, durationMs }) => ({
    attemptId,
    happenedAt,
    step,
    host: onlyIf(isAmazonHost, host),
    problem: onlyIf(isProblem, problem),
    amazonRequestId: onlyIf((id) => requestIdShape.test(id), amazonRequestId),
    durationMs: durationMs === undefined ? null : Math.round(durationMs),
  }))
  await insertSteps(withOrWithoutTransaction(ctx.db), rows).catch((error: unknown) => {
    ctx.log.warn({ error, attemptId, steps: steps.map(({ step }) => step) }, 'timeline not written')
  })
}

/** A word from our own tables: steps contain nothing else. */
export function isProblem(text: string): text is StepProblem {
  return Object.hasOwn(errors, text) || Object.hasOwn(participationProblems, text)
}

function onlyIf<T extends string>(isAllowed: (text: T) => boolean, text: T | null | undefined): T | null {
  return text != null && isAllowed(text) ? text : null
}

export function toErrorCode(problem: string | null): ErrorCode {
  return problem !== null && Object.hasOwn(errors, problem) ? (problem as ErrorCode) : 'internal'
}

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
