import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import type { Known } from '../amazon/diagnosis/known-signs.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import type { ErrorCode } from '../errors.ts'
import type { AttemptListRow } from '../store/attempt-lists.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { toErrorCode } from './outcome.ts'
import { codeLifeMs } from './receive.ts'

/** An attempt as operators see it. */
export interface AttemptView {
  readonly id: string
  readonly status: AttemptListRow['status']
  readonly workflow: AttemptListRow['workflow']
  readonly applicationName: string
  /** Null until somebody has signed in. */
  readonly accountName: string | null
  readonly email: string | null
  readonly marketplaceId: string | null
  readonly partnerType: AttemptListRow['partnerType']
  /** As the redirect said, else as Amazon announced at the Log-in URI. */
  readonly sellingPartnerId: string | null
  readonly announcedSellingPartnerId: string | null
  readonly authorizationId: string | null
  readonly problem: ErrorCode | null
  readonly detail: string | null
  /** What the seller says Amazon's page showed. */
  readonly consentReport: string | null
  /** Cause and remedy, for operators. */
  readonly diagnosis: Diagnosis | null
  readonly requestId: string | null
  readonly unknownParameters: readonly string[]
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** Until then Amazon's answer is awaited. */
  readonly expiresAt: Date
}

/** Pure. */
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
    problem: row.problem === null ? null : toErrorCode(row.problem),
    detail: row.problemDetail,
    consentReport: row.consentReport,
    diagnosis: explainAttempt(row),
    requestId: row.amazonRequestId,
    unknownParameters: row.unknownParameters ?? [],
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    expiresAt: row.status === 'received' ? (row.codeExpiresAt ?? row.expiresAt) : row.expiresAt,
  }
}

/**
 * Why an attempt did not end well; null when it did, or is still on its way without a report of its seller's. What they
 * say that Amazon showed explains why they never came back. Pure.
 */
export function explainAttempt(row: AttemptRow): Diagnosis | null {
  const isUnfinished = row.status === 'started' || row.problem === 'not_finished'
  if (isUnfinished && row.consentReport !== null) {
    const reported = diagnoseDetail(row.consentReport)
    if (reported !== null) return reported
  }
  if (row.problem === null) return null
  const code = howExchanged(row)
  return diagnoseDetail(row.problemDetail, {
    attemptProblem: toErrorCode(row.problem),
    ...(code !== null && { code }),
    isCodeBare: row.unknownParameters?.includes('code') ?? false,
  })
}

function howExchanged({
  problem,
  uncertainSends,
  receivedAt,
  endedAt,
}: AttemptRow): NonNullable<Known['code']> | null {
  if (problem === 'exchange_interrupted' || uncertainSends > 0) return 'sent-before'
  if (receivedAt === null || endedAt === null) return null
  return endedAt.getTime() - receivedAt.getTime() > codeLifeMs ? 'late' : 'in-time'
}
