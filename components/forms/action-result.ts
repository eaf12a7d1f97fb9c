import type { ErrorCode } from '#lib/errors.ts'

/** What a server action answers: what it found, or what went wrong in words for people. */
export type ActionResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly code: ErrorCode
      readonly title: string
      readonly next: string
      /** Where it happened: somebody who signs in comes back to it. */
      readonly page: string
    }

export type ActionProblem = Extract<ActionResult<never>, { ok: false }>
