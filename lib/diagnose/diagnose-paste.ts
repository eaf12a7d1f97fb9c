import { type Context, requireScope } from '../context.ts'
import { allow } from '../people/throttle.ts'
import { explainPaste, type PasteDiagnosis } from './explain-paste.ts'

/** Needs no scope. Nothing is stored or logged. */
export async function diagnosePaste(
  ctx: Context,
  text: string,
  answers: readonly string[] = [],
): Promise<PasteDiagnosis> {
  await allow(ctx, 'diagnose.address')
  return explainPaste(text, answers)
}

/** For a program with a key, whose requests are already limited. */
export function explainForProgram(
  ctx: Context,
  text: string,
  answers: readonly string[] = [],
): PasteDiagnosis {
  requireScope(ctx, 'authorizations:read')
  return explainPaste(text, answers)
}
