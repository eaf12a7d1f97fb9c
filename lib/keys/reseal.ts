import { setTimeout as pause } from 'node:timers/promises'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError, isVaultError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { type SealedColumn, sealedColumns } from '../seals.ts'
import { listSessionKeys } from '../store/key-canaries.ts'
import { listSealedByOthers, replaceSealed, type SealedValue } from '../store/sealed-values.ts'
import { deleteSetting, readSetting, writeSetting } from '../store/settings.ts'
import { open, seal } from '../vault/seal.ts'

/** The progress of re-sealing. */
export interface Resealed {
  /** Values re-sealed with the current key. */
  readonly resealed: number
  /** Values that no key of the ring can open. They stay as they are. */
  readonly unreadable: number
  /** Nothing is left to re-seal. */
  readonly isComplete: boolean
}

interface Limits {
  readonly onSlice?: (progress: Omit<Resealed, 'isComplete'>) => void
  /** Stops after this time; the next run finds the rest. */
  readonly atMostMs?: number
}

const sliceSize = 200
/** Rows that other transactions were writing are tried again. */
const passes = 5
const betweenPassesMs = 500
/** Less than a minute: the job that continues runs every minute. */
const jobLimitMs = 45_000

/** Holds the id of the key that an administrator wants everything to be sealed with, until it is done. */
const wantedKeySetting = 'reseal-with'
/** How many values no key could open when everything else had been re-sealed. */
const unreadableSetting = 'reseal-unreadable'

/**
 * Seals everything with the current key, in slices, while vending continues. A value that changes in the meantime stays
 * as it was written. No progress is stored: the rest is whatever other keys have sealed, so the process can be killed
 * at any time.
 */
export async function resealEverything(
  ctx: Context,
  { onSlice = () => {}, atMostMs = Number.POSITIVE_INFINITY }: Limits = {},
): Promise<Resealed> {
  requireScope(ctx, 'encryption:manage')
  await requireCurrentKeyEverywhere(ctx)
  const endsAtMs = performance.now() + atMostMs
  let resealed = 0
  let left = { unreadable: 0, skipped: 0 }
  for (let pass = 0; pass < passes; pass += 1) {
    if (pass > 0) await pause(betweenPassesMs)
    left = { unreadable: 0, skipped: 0 }
    for (const column of sealedColumns) {
      for await (const slice of resealColumn(ctx, column)) {
        resealed += slice.resealed
        left.unreadable += slice.unreadable
        left.skipped += slice.skipped
        onSlice({ resealed, unreadable: left.unreadable })
        if (performance.now() >= endsAtMs) return { resealed, unreadable: left.unreadable, isComplete: false }
      }
    }
    if (left.skipped === 0) break
  }
  const isComplete = left.skipped === 0
  if (isComplete) await recordEnd(ctx, resealed, left.unreadable)
  return { resealed, unreadable: left.unreadable, isComplete }
}

/** Everything is re-sealed: the request ends, and the number of unreadable values is stored. */
async function recordEnd(ctx: Context, resealed: number, unreadable: number): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await deleteSetting(tx.db, wantedKeySetting)
    await writeSetting(tx.db, unreadableSetting, String(unreadable))
    const target = { kind: 'encryption-key', id: ctx.keyRing.currentId } as const
    await recordAudit(tx, 'encryption-key.resealed', target, { values: resealed, unreadable })
  })
}

async function* resealColumn(ctx: Context, column: SealedColumn) {
  let after: SealedValue | null = null
  for (;;) {
    const values: readonly SealedValue[] = await listSealedByOthers(ctx.db, column, {
      keyId: ctx.keyRing.currentId,
      after,
      limit: sliceSize,
    })
    const fresh = values.flatMap((value) => {
      const resealed = resealValue(ctx, column, value)
      return resealed === undefined ? [] : [{ ...value, resealed }]
    })
    const replaced = await replaceSealed(autocommit(ctx.db), column, fresh)
    if (values.length > 0) {
      yield {
        resealed: replaced,
        unreadable: values.length - fresh.length,
        skipped: fresh.length - replaced,
      }
    }
    after = values.at(-1) ?? null
    if (values.length < sliceSize) return
  }
}

/** Undefined: no key can open it. Null: it is no longer of use. */
function resealValue(
  ctx: Context,
  column: SealedColumn,
  { sealed, row }: SealedValue,
): string | null | undefined {
  const binding = column.bindingOf(row)
  try {
    return seal(ctx.keyRing, open(ctx.keyRing, sealed, binding), binding)
  } catch (error) {
    if (!isVaultError(error)) throw error
    // It belongs to an LWA client that the application no longer has.
    return column.table === 'grantlessToken' ? null : undefined
  }
}

/**
 * Throws `encryption_key_not_everywhere` as long as a process has a session of the database, but not the current key:
 * it couldn't open values sealed with it.
 */
async function requireCurrentKeyEverywhere(ctx: Context): Promise<void> {
  const { currentId } = ctx.keyRing
  const lacking = (await listSessionKeys(ctx.db)).filter(
    ({ keyIds, isCut }) => !isCut && !keyIds.includes(currentId),
  )
  if (lacking.length > 0) throw new AppError('encryption_key_not_everywhere', { keyId: currentId })
}

/** Has the worker re-seal everything with the current key. */
export async function requestReseal(ctx: Context): Promise<void> {
  requireScope(ctx, 'encryption:manage')
  await requireConfirmation(ctx)
  await requireCurrentKeyEverywhere(ctx)
  const { currentId } = ctx.keyRing
  await inTransaction(ctx, async (tx) => {
    await writeSetting(tx.db, wantedKeySetting, currentId)
    await deleteSetting(tx.db, unreadableSetting)
    await recordAudit(tx, 'encryption-key.reseal-requested', { kind: 'encryption-key', id: currentId })
  })
}

/** `unreadable`: values that stayed when everything was last re-sealed, since no key can open them. */
export async function readResealState(
  ctx: Context,
): Promise<{ readonly isRequested: boolean; readonly unreadable: number }> {
  const wanted = await readSetting(ctx.db, wantedKeySetting)
  return {
    isRequested: wanted !== null,
    unreadable: Number((await readSetting(ctx.db, unreadableSetting)) ?? 0),
  }
}

/** Continues what an administrator has requested, for less than a minute. */
export async function continueReseal(ctx: Context): Promise<void> {
  const wanted = await readSetting(ctx.db, wantedKeySetting)
  if (wanted === null) return
  if (wanted === ctx.keyRing.currentId) await resealEverything(ctx, { atMostMs: jobLimitMs })
  else ctx.log.warn({ keyId: wanted }, 'not re-sealed: this worker seals with another key')
}
