import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { type Context, requireScope } from '../context.ts'
import { describeFailure } from '../failure.ts'
import { type IncidentListRow, listIncidentRows } from '../store/incidents.ts'

/** A cause that many share, with what speaks for it. */
export interface IncidentView extends Omit<IncidentListRow, 'failure'> {
  /** What Amazon said, as one line. */
  readonly detail: string
  readonly diagnosis: Diagnosis | null
}

const keptDays = 30
const dayMs = 86_400_000

/** Those that go on, then those that ended within 30 days; each newest first. */
export async function readIncidents(ctx: Context): Promise<readonly IncidentView[]> {
  requireScope(ctx, 'incidents:read')
  const rows = await listIncidentRows(ctx.db, new Date(ctx.now().getTime() - keptDays * dayMs))
  return rows.map(explain)
}

/** Those that go on. */
export async function readOpenIncidents(ctx: Context): Promise<readonly IncidentView[]> {
  requireScope(ctx, 'incidents:read')
  return (await listIncidentRows(ctx.db, ctx.now())).filter(({ endedAt }) => endedAt === null).map(explain)
}

function explain({ failure, ...row }: IncidentListRow): IncidentView {
  const manyAlike = row.problem === 'invalid_grant'
  return { ...row, detail: describeFailure(failure), diagnosis: diagnoseFailure(failure, { manyAlike }) }
}
