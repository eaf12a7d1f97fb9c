import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, requireWholeApplication } from '../context.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import { cancelImportLines, findTokenImport, insertTokenImport } from '../store/imports/token-imports.ts'
import { newId } from '../vault/random.ts'
import { seal } from '../vault/seal.ts'
import type { PreparedImport, ValidLine } from './prepare.ts'
import { importOwner } from './read.ts'

/** Stores every line with its token sealed; workers import them from then on. Returns the id of the import. */
export async function startImport(
  ctx: Context,
  { valid, invalid }: PreparedImport,
  source: 'page' | 'api' | 'command',
): Promise<string> {
  requireScope(ctx, 'tokens:import')
  requireWholeApplication(ctx.actor)
  const id = newId()
  const { actor } = ctx
  return inTransaction(ctx, async (tx) => {
    const now = tx.now()
    await insertTokenImport(
      tx.db,
      {
        id,
        source,
        createdAt: now,
        createdBy: actor.kind === 'operator' ? actor.personId : null,
        createdByKey: actor.kind === 'api-key' ? actor.keyId : null,
      },
      [
        ...valid.map((line) => toRow(tx, id, line, now)),
        ...invalid.map(({ line, code, field }) => ({
          id: newId(),
          importId: id,
          line,
          result: 'invalid' as const,
          problem: code,
          problemField: field,
          dueAt: now,
          finishedAt: now,
        })),
      ],
    )
    const details = { source, lines: valid.length + invalid.length, invalid: invalid.length }
    await recordAudit(tx, 'import.started', { kind: 'import', id }, details)
    return id
  })
}

function toRow(ctx: Context, importId: string, { refreshToken, ...line }: ValidLine, dueAt: Date) {
  const id = newId()
  const tokenSealed = seal(ctx.keyRing, refreshToken, seals.tokenImportLine.tokenSealed({ id }))
  return { ...line, id, importId, tokenSealed, dueAt }
}

/**
 * Cancels the lines that no process is working on, and destroys their tokens. Imported lines stay. Returns the number
 * of canceled lines: 0 when repeated.
 */
export async function cancelImport(ctx: Context, id: string): Promise<number> {
  requireScope(ctx, 'tokens:import')
  return inTransaction(ctx, async (tx) => {
    if ((await findTokenImport(tx.db, importOwner(tx.actor), id)) === null)
      throw new AppError('import_not_found', { id })
    const lines = await cancelImportLines(tx.db, id, tx.now())
    if (lines > 0) await recordAudit(tx, 'import.canceled', { kind: 'import', id }, { lines })
    return lines
  })
}
