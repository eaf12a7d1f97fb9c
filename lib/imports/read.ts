import type { ImportResult } from '#drizzle/schema.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { explainParticipationProblem, participationProblems } from '../authorizations/participations.ts'
import { type Actor, type Context, requireScope } from '../context.ts'
import { csvFile } from '../csv.ts'
import { readPage } from '../database/keyset.ts'
import { AppError, type ErrorCode, errors, wordingOf } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { listApplications } from '../store/applications.ts'
import {
  countImportLines,
  findTokenImport,
  type ImportCount,
  type ImportOwner,
  type ListedImport,
  listImportLines,
  listTokenImports,
  type TokenImportLineRow,
} from '../store/imports/token-imports.ts'

/** A key sees the imports that it started, people see all. */
export function importOwner(actor: Actor): ImportOwner {
  return actor.kind === 'api-key' ? { apiKeyId: actor.keyId } : null
}

export type ImportCounts = Readonly<Record<ImportResult, number>>

export interface ImportView {
  readonly id: string
  readonly source: ListedImport['source']
  /** The person or program that started it, in words. */
  readonly startedBy: string | null
  readonly createdAt: Date
  readonly state: 'running' | 'finished' | 'canceled'
  readonly finishedAt: Date | null
  readonly lines: number
  readonly counts: ImportCounts
}

export interface ImportLineView {
  readonly line: number
  readonly result: ImportResult
  readonly applicationName: string | null
  readonly sellingPartnerId: string | null
  readonly externalReference: string | null
  readonly authorizationId: string | null
  readonly attemptId: string | null
  /** Stable; null without a problem. */
  readonly code: string | null
  /** The column at fault. */
  readonly field: string | null
  /** The cause, in words. */
  readonly reason: string | null
  /** The next step. */
  readonly next: string | null
  /** In Amazon's words. */
  readonly detail: string | null
  readonly diagnosis: Diagnosis | null
  readonly amazonRequestId: string | null
  readonly tries: number
}

export const failedResults = ['quarantined', 'refused', 'invalid'] as const satisfies ImportResult[]

const noCounts: ImportCounts = {
  pending: 0,
  imported: 0,
  already_here: 0,
  quarantined: 0,
  refused: 0,
  invalid: 0,
  canceled: 0,
}

/** Newest first. */
export async function listImports(
  ctx: Context,
  { after = null, limit }: { readonly after?: string | null; readonly limit: number },
) {
  requireScope(ctx, 'tokens:import')
  const page = await readPage(
    { after, kind: 'time', limit },
    (asked) => listTokenImports(ctx.db, importOwner(ctx.actor), asked),
    ({ createdAt, id }) => ({ key: createdAt, id }),
  )
  const counts = await countImportLines(
    ctx.db,
    page.rows.map(({ id }) => id),
  )
  return { ...page, rows: page.rows.map((row) => toView(row, counts)) }
}

export async function readImport(ctx: Context, id: string): Promise<ImportView> {
  requireScope(ctx, 'tokens:import')
  const row = await findTokenImport(ctx.db, importOwner(ctx.actor), id)
  if (row === null) throw new AppError('import_not_found', { id })
  return toView(row, await countImportLines(ctx.db, [id]))
}

function toView(row: ListedImport, all: readonly ImportCount[]): ImportView {
  const own = all.filter(({ importId }) => importId === row.id)
  const counts = { ...noCounts, ...Object.fromEntries(own.map(({ result, count }) => [result, count])) }
  const isRunning = counts.pending > 0
  const ends = own.flatMap(({ finishedAt }) => finishedAt?.getTime() ?? [])
  return {
    id: row.id,
    source: row.source,
    startedBy: row.personName ?? row.keyName,
    createdAt: row.createdAt,
    state: isRunning ? 'running' : row.canceledAt === null ? 'finished' : 'canceled',
    finishedAt: isRunning || ends.length === 0 ? null : new Date(Math.max(...ends)),
    lines: own.reduce((sum, { count }) => sum + count, 0),
    counts,
  }
}

export interface LineQuery {
  /** Empty: all. */
  readonly results?: readonly ImportResult[]
  /** The number of the last line that was read. */
  readonly after?: number
  readonly limit: number
}

/** In the order of the file. `next`: the `after` of the next page; null on the last one. */
export async function listImportedLines(
  ctx: Context,
  importId: string,
  { results = [], after = 0, limit }: LineQuery,
): Promise<{ readonly rows: readonly ImportLineView[]; readonly next: number | null }> {
  await readImport(ctx, importId)
  const [found, applications] = await Promise.all([
    listImportLines(ctx.db, importId, { results, afterLine: after, limit: limit + 1 }),
    listApplications(ctx.db),
  ])
  const names = new Map(applications.map(({ id, name }) => [id, name]))
  const rows = found.slice(0, limit).map((row) => toLineView(row, names))
  return { rows, next: found.length > limit ? (rows.at(-1)?.line ?? null) : null }
}

function toLineView(row: TokenImportLineRow, names: ReadonlyMap<string, string>): ImportLineView {
  const { problem, problemField, failure } = row
  return {
    line: row.line,
    result: row.result,
    applicationName: row.applicationId === null ? null : (names.get(row.applicationId) ?? null),
    sellingPartnerId: row.sellingPartnerId,
    externalReference: row.externalReference,
    authorizationId: row.authorizationId,
    attemptId: row.attemptId,
    code: problem,
    field: problem === 'import_line_repeated' ? null : problemField,
    ...explain(problem, problemField),
    detail: failure === null ? null : describeFailure(failure),
    diagnosis: failure === null ? null : diagnoseFailure(failure),
    amazonRequestId: row.amazonRequestId,
    tries: row.tries,
  }
}

function explain(
  problem: string | null,
  field: string | null,
): { readonly reason: string | null; readonly next: string | null } {
  if (problem === null) return { reason: null, next: null }
  if (problem === 'import_line_repeated' && field !== null)
    return { reason: `Line ${field} has the same refresh token`, next: 'Remove one of the two lines.' }
  if (Object.hasOwn(errors, problem)) {
    const { title, next } = wordingOf(problem as ErrorCode, 'operator')
    return { reason: title, next }
  }
  if (Object.hasOwn(participationProblems, problem))
    return { reason: explainParticipationProblem(problem), next: null }
  return { reason: problem, next: null }
}

const rowsPerRead = 500
const columns = [
  ...['line', 'result', 'code', 'column', 'reason', 'what_to_do', 'amazon', 'amazon_request_id'],
  ...['application', 'selling_partner_id', 'reference'],
]

/** The lines that need action, as the parts of a CSV file. It contains no token. */
export async function exportFailures(ctx: Context, importId: string): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'tokens:import')
  await requireConfirmation(ctx)
  await readImport(ctx, importId)
  return csvFile(columns, async (after: number | null) => {
    const page = await listImportedLines(ctx, importId, {
      results: failedResults,
      after: after ?? 0,
      limit: rowsPerRead,
    })
    return { rows: page.rows.map(cellsOf), next: page.next }
  })
}

const cellsOf = (row: ImportLineView): (string | null)[] => [
  ...[String(row.line), row.result, row.code, row.field, row.reason, row.next],
  ...[row.detail, row.amazonRequestId, row.applicationName, row.sellingPartnerId, row.externalReference],
]
