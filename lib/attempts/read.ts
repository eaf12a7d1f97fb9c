import type { AttemptStep, Workflow } from '#drizzle/schema.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import type { Known } from '../amazon/diagnosis/signs/known-signs.ts'
import { diagnoseFailure, diagnoseReport } from '../amazon/diagnosis/to-diagnosis.ts'
import { marketplaces } from '../amazon/marketplaces.ts'
import { explainParticipationProblem, participationProblems } from '../authorizations/participations.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError, type ErrorCode, errors } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { listApplications } from '../store/applications.ts'
import {
  type AttemptFilter,
  type AttemptListRow,
  type AttemptSearch,
  countAttemptRows,
  findAttemptRow,
  listAttemptRows,
  listAttemptRowsOf,
} from '../store/attempt-lists.ts'
import { type AttemptRow, type AttemptStepRow, listSteps, listUnstored } from '../store/attempts.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { countRefusals } from '../store/refusals.ts'
import { codeLifeMs, storeTimes } from './lifecycle.ts'
import { toErrorCode } from './steps.ts'

const mostOfAuthorization = 5

/** How attempts end, as operators filter them. */
export type AttemptEnd = 'open' | 'completed' | 'failed' | 'never-came-back' | 'quarantined'

export interface AttemptQuery {
  /**
   * The beginning of a selling partner's id, of an attempt's or authorization's id, a country, or a part of the name of
   * an account or an application, or of a person's email address.
   */
  readonly search?: string
  readonly workflow?: Workflow | null
  readonly end?: AttemptEnd | null
  /** When they started. */
  readonly period?: Period
  /** `next` of the page before. */
  readonly after?: string | null
  readonly limit?: number
}

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listAttempts(ctx: Context, query: AttemptQuery): Promise<Page<AttemptView>> {
  requireScope(ctx, 'attempts:read')
  const limit = Math.min(query.limit ?? 50, 200)
  const filter = { ...(await filterOf(ctx, query)), end: query.end ?? null }
  const page = await readPage(
    { after: query.after, kind: 'time', limit },
    (wanted) => listAttemptRows(ctx.db, filter, wanted),
    ({ startedAt, id }) => ({ key: startedAt, id }),
  )
  return { ...page, rows: page.rows.map(toAttemptView) }
}

/** Counts how attempts ended, ignoring the query's own filter by end. */
export async function countAttempts(
  ctx: Context,
  query: Omit<AttemptQuery, 'end' | 'after'>,
): Promise<Readonly<Partial<Record<AttemptEnd, number>>>> {
  requireScope(ctx, 'attempts:read')
  return countAttemptRows(ctx.db, await filterOf(ctx, query))
}

/** The newest attempts of an authorization, without those of its selling partner's other ones. */
export async function listAttemptsOf(ctx: Context, authorizationId: string): Promise<readonly AttemptView[]> {
  requireScope(ctx, 'attempts:read')
  const found = await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { consentGroup } = found.authorization
  const own = marketplaces
    .filter((marketplace) => marketplace.consentGroup === consentGroup)
    .map(({ id }) => id)
  return (await listAttemptRowsOf(ctx.db, found.authorization, own, mostOfAuthorization)).map(toAttemptView)
}

async function filterOf(
  ctx: Context,
  { search = '', workflow = null, period = 'any' }: AttemptQuery,
): Promise<AttemptFilter> {
  const words = search.trim().slice(0, 200)
  return {
    search: words === '' ? null : await searchFor(ctx, words),
    workflow,
    ...rangeOf(period, ctx.now()),
  }
}

/** Looks up the search words in tables that are small. */
async function searchFor(ctx: Context, words: string): Promise<AttemptSearch> {
  const lower = words.toLowerCase()
  const applications = await listApplications(ctx.db)
  return {
    words,
    marketplaceIds: marketplaces
      .filter(({ country, countryCode, id }) =>
        [country.toLowerCase(), countryCode.toLowerCase(), id.toLowerCase()].includes(lower),
      )
      .map(({ id }) => id),
    applicationIds: applications
      .filter(
        ({ name, spApiApplicationId }) => name.toLowerCase().includes(lower) || spApiApplicationId === words,
      )
      .map(({ id }) => id),
  }
}

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

/** One attempt with its timeline. */
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
  const diagnosis: Diagnosis | null = diagnoseFailure(null, { attemptProblem: code })
  return { title: errors[code].title, cause: diagnosis?.cause ?? null }
}

/** An attempt as operators see it. */
export interface AttemptView {
  readonly id: string
  readonly status: AttemptListRow['status']
  readonly workflow: AttemptListRow['workflow']
  readonly applicationName: string
  /** Null until a seller has signed in. */
  readonly accountName: string | null
  readonly email: string | null
  readonly marketplaceId: string | null
  readonly partnerType: AttemptListRow['partnerType']
  /** From the redirect, else as Amazon announced at the Login URI. */
  readonly sellingPartnerId: string | null
  readonly announcedSellingPartnerId: string | null
  readonly authorizationId: string | null
  /** The connect link that it began with, while its record exists. */
  readonly connectLink: { readonly id: string; readonly label: string } | null
  readonly problem: ErrorCode | null
  readonly detail: string | null
  /** The seller's report of an error on Amazon's page. */
  readonly consentReport: string | null
  /** Cause and remedy, for operators. */
  readonly diagnosis: Diagnosis | null
  readonly requestId: string | null
  readonly unknownParameters: readonly string[]
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** The deadline for Amazon's answer. */
  readonly expiresAt: Date
}

export function toAttemptView(row: AttemptListRow): AttemptView {
  return {
    id: row.id,
    status: row.status,
    workflow: row.workflow,
    applicationName: row.applicationName,
    accountName: row.accountName,
    email: row.email,
    marketplaceId: row.marketplaceId,
    partnerType: row.partnerType,
    sellingPartnerId: row.sellingPartnerId ?? row.announcedSellingPartnerId,
    announcedSellingPartnerId: row.announcedSellingPartnerId,
    authorizationId: row.authorizationId,
    connectLink: linkOf(row),
    problem: row.problem === null ? null : toErrorCode(row.problem),
    detail: row.failure && describeFailure(row.failure),
    consentReport: row.consentReport,
    diagnosis: explainAttempt(row),
    requestId: row.amazonRequestId,
    unknownParameters: row.unknownParameters ?? [],
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    expiresAt: row.status === 'received' ? (row.codeExpiresAt ?? row.expiresAt) : row.expiresAt,
  }
}

function linkOf({ connectLinkId: id, connectLinkLabel: label }: AttemptListRow): AttemptView['connectLink'] {
  return id === null || label === null ? null : { id, label }
}

/**
 * Explains why an attempt failed; null when it succeeded, or is in progress without a report of its seller's. A
 * reported error of Amazon's explains why a seller never came back.
 */
export function explainAttempt(row: AttemptRow): Diagnosis | null {
  const isUnfinished = row.status === 'started' || row.problem === 'not_finished'
  if (isUnfinished && row.consentReport !== null) {
    const reported = diagnoseReport(row.consentReport)
    if (reported !== null) return reported
  }
  if (row.problem === null) return null
  const code = howExchanged(row)
  return diagnoseFailure(row.failure, {
    attemptProblem: toErrorCode(row.problem),
    ...(code !== null && { code }),
    isCodeBare: row.unknownParameters?.includes('code') ?? false,
  })
}

function howExchanged({
  problem,
  uncertainSends,
  receivedAt,
  codeExpiresAt,
  endedAt,
}: AttemptRow): NonNullable<Known['code']> | null {
  if (problem === 'exchange_interrupted' || uncertainSends > 0) return 'sent-before'
  // A grant that was pasted or imported came without a code.
  if (receivedAt === null || codeExpiresAt === null || endedAt === null) return null
  return endedAt.getTime() - receivedAt.getTime() > codeLifeMs ? 'late' : 'in-time'
}

const dayMs = 86_400_000

/** Days in UTC; `week` is today and the six days before. Dates are ISO 8601, both included, each may be left open. */
export type Period =
  | 'any'
  | 'today'
  | 'yesterday'
  | 'week'
  | { readonly first: string | null; readonly last: string | null }

/** Midnight UTC of a day: 0 is today, -1 yesterday. */
export function midnight(now: Date, day: number): Date {
  const nowMs = now.getTime()
  return new Date(nowMs - (nowMs % dayMs) + day * dayMs)
}

/** From the first moment to the one after the last; null if open. */
export function rangeOf(
  period: Period,
  now: Date,
): { readonly from: Date | null; readonly until: Date | null } {
  if (typeof period === 'object') {
    const { first, last } = period
    return {
      from: first === null ? null : new Date(first),
      until: last === null ? null : midnight(new Date(last), 1),
    }
  }
  switch (period) {
    case 'any':
      return { from: null, until: null }
    case 'today':
      return { from: midnight(now, 0), until: null }
    case 'yesterday':
      return { from: midnight(now, -1), until: midnight(now, 0) }
    case 'week':
      return { from: midnight(now, -6), until: null }
  }
}

const mostListed = 100

/** A grant that Gatehouse couldn't store for an hour; it is still being tried. */
export interface UnstoredGrant {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** Postgres's last message; null when none was recorded. */
  readonly detail: string | null
}

/** The oldest first, the first hundred. */
export async function listUnstoredGrants(ctx: Context): Promise<readonly UnstoredGrant[]> {
  requireScope(ctx, 'attempts:read')
  const before = new Date(ctx.now().getTime() - storeTimes.alertAfterMs)
  const rows = await listUnstored(ctx.db, before, mostListed)
  return rows.map(({ id, sellingPartnerId, failure }) => ({
    attemptId: id,
    sellingPartnerId,
    detail: failure && describeFailure(failure),
  }))
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
