import { type Diagnosis, diagnose } from '../amazon/diagnosis/diagnose.ts'
import { readPaste } from '../amazon/diagnosis/read-paste.ts'
import type { Context } from '../context.ts'
import { allow } from '../people/throttle.ts'

/** What can be said of a paste. Nothing of it holds a secret. */
export interface PasteDiagnosis {
  /** The most telling first; empty when nothing was recognised. */
  readonly diagnoses: readonly Diagnosis[]
  /** The paste as it may be shown. */
  readonly masked: string
  /** How many characters in its middle were not read. */
  readonly unread: number
  /** What was recognised, one line each. */
  readonly seen: readonly string[]
}

/** For anybody. Nothing is stored and nothing logged. Throws `too_many_requests`. */
export async function diagnosePaste(ctx: Context, text: string): Promise<PasteDiagnosis> {
  await allow(ctx, 'diagnose.address')
  return explainPaste(text)
}

/** The same without counting: for examples and the command line. Pure. */
export function explainPaste(text: string): PasteDiagnosis {
  const { masked, unread, seen, signs } = readPaste(text)
  return { diagnoses: diagnose(signs), masked, unread, seen }
}
