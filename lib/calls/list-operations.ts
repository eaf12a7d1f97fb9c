import { runnableOperations } from '../amazon/operations.ts'
import { type Context, requireScope } from '../context.ts'

/** An operation that the call runner offers. */
export interface OperationView {
  readonly id: string
  readonly title: string
  readonly method: string
  readonly path: string
  /** Requests a second, and how many at once after a rest. */
  readonly rate: number
  readonly burst: number
}

/** The operations that `runOperation` accepts. */
export function listOperations(ctx: Context): readonly OperationView[] {
  requireScope(ctx, 'calls:read')
  return runnableOperations
}
