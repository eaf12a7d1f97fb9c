import { diagnose } from '../amazon/diagnosis/diagnose.ts'
import { readPaste } from '../amazon/diagnosis/read-paste.ts'
import { type SellerWords, sellerWords } from '../amazon/diagnosis/seller-words.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { allow } from '../people/throttle.ts'
import { maskAndCut } from '../secret.ts'
import { type AttemptRow, fileConsentReport, findAttempt, findNewestAttempt } from '../store/attempts.ts'
import { owner } from './new-attempt.ts'
import { recordStep } from './record-step.ts'
import { findRenewed, type Restart, restartOf } from './restart.ts'

const dayMs = 86_400_000
const longestReport = 500

/** An attempt from which its seller has not come back: Amazon tells nobody about a Cancel, nor about its error pages. */
export interface Unfinished {
  readonly attemptId: string
  readonly marketplaceId: string | null
  /** What it renews, if anything. */
  readonly renews: string | null
  readonly restart: Restart
  /** What the seller told us that Amazon showed, and what it means to them. */
  readonly report: (SellerWords & { readonly shown: string }) | null
}

/** The account's newest attempt, if nothing came back from Amazon for it, and it is of today. */
export async function findUnfinished(ctx: Context): Promise<Unfinished | null> {
  requireScope(ctx, 'authorizations:begin')
  if (ctx.actor.kind !== 'account') return null
  const row = await findNewestAttempt(ctx.db, ctx.actor.accountId)
  if (row === null || !isUnfinished(row) || ctx.now().getTime() - row.startedAt.getTime() > dayMs) return null
  return toUnfinished(ctx, row)
}

/** One of the account's own. Throws `attempt_not_found`. */
export async function readUnfinished(ctx: Context, attemptId: string): Promise<Unfinished> {
  requireScope(ctx, 'authorizations:begin')
  const { accountId } = owner(ctx)
  const row = await findAttempt(ctx.db, attemptId)
  if (row?.accountId !== accountId || !isUnfinished(row)) throw new AppError('attempt_not_found')
  return toUnfinished(ctx, row)
}

/**
 * Files what Amazon showed the seller with the attempt, masked. It ends nothing: they may still come back. Throws
 * `report_empty`, `attempt_not_found`, `too_many_requests`.
 */
export async function reportConsent(ctx: Context, attemptId: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:begin')
  const { accountId, personId } = owner(ctx)
  await allow(ctx, 'consent-report.person', personId)
  const shown = maskAndCut(readPaste(text).masked.trim(), longestReport)
  if (shown === '') throw new AppError('report_empty')
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:begin')
    const row = await fileConsentReport(tx.db, attemptId, accountId, shown)
    if (row === null) throw new AppError('attempt_not_found')
    await recordAudit(tx, 'attempt.reported', { kind: 'attempt', id: attemptId, accountId }, {})
    await recordStep(tx, attemptId, 'reported')
  })
}

function isUnfinished({ status, problem }: AttemptRow): boolean {
  return status === 'started' || (status === 'failed' && problem === 'not_finished')
}

async function toUnfinished(ctx: Context, row: AttemptRow): Promise<Unfinished> {
  const renewed = await findRenewed(ctx, row)
  return {
    attemptId: row.id,
    marketplaceId: row.marketplaceId,
    renews: renewed?.name ?? null,
    restart: restartOf(row, renewed),
    report:
      row.consentReport === null ? null : { shown: row.consentReport, ...explainReport(row.consentReport) },
  }
}

const unknownReport: SellerWords = {
  title: 'We don’t know this message',
  next: 'The company can read it now and look into it. You can try again meanwhile.',
}

function explainReport(shown: string): SellerWords {
  const [found] = diagnose(readPaste(shown).signs)
  return found === undefined ? unknownReport : sellerWords(found)
}
