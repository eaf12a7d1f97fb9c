import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, limitingTags, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import { parseName } from '../parse-name.ts'
import { lockAuthorization, updateAuthorization, updateGrantKey } from '../store/authorizations.ts'
import { parseReferenceChange, type ReferenceChange, writeTags } from '../tags.ts'
import { appendChange } from './append-change.ts'

/** Sets the label; an empty text shows its store's name again. */
export async function labelAuthorization(ctx: Context, id: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const label = text.trim() === '' ? null : parseName(text)
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.label === label) return
    await updateAuthorization(tx.db, id, { label })
    const eventId = await appendChange(tx, row, 'label')
    await recordAudit(
      tx,
      'authorization.labelled',
      { kind: 'authorization', id, accountId: row.accountId },
      { label },
      eventId,
    )
  })
}

/** A key can't remove or change the tags that it is limited to: they stay, whatever it sends. */
export async function setReference(ctx: Context, id: string, change: ReferenceChange): Promise<void> {
  requireScope(ctx, 'authorizations:annotate')
  const tags = change.tags && { ...change.tags, ...limitingTags(ctx.actor) }
  const wanted = parseReferenceChange({ ...change, ...(tags && { tags }) })
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    const { externalReference, tags } = { ...row, ...wanted }
    if (row.externalReference === externalReference && isDeepStrictEqual(row.tags, tags)) return
    await updateAuthorization(tx.db, id, wanted)
    const { applicationId, accountId } = row
    const about = { applicationId, accountId, authorizationId: id, externalReference, tags }
    const [eventId] = await appendEvents(tx, [
      {
        type: 'authorization.changed',
        subjectId: id,
        ...about,
        data: { previous: { externalReference: row.externalReference, tags: row.tags } },
      },
    ])
    await recordAudit(
      tx,
      'authorization.annotated',
      { kind: 'authorization', id, accountId },
      { externalReference, tags: writeTags(tags) },
      eventId,
    )
  })
}

/**
 * Stores a self-authorization's merchant token, which Amazon doesn't report; from now on, an authorization of that
 * selling partner finds this record.
 */
export async function addMerchantToken(ctx: Context, id: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const sellingPartnerId = readMerchantToken(text)
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
    if (row.sellingPartnerId === sellingPartnerId) return
    if (row.sellingPartnerId !== null) throw new AppError('merchant_token_known', { id })
    await updateGrantKey(tx.db, id, sellingPartnerId)
    const eventId = await appendChange(tx, row, 'sellingPartnerId')
    await recordAudit(
      tx,
      'authorization.merchant-token-added',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId },
      eventId,
    )
  })
}

export function readMerchantToken(text: string): string {
  const merchantToken = text.trim()
  if (!/^[A-Za-z0-9]{1,64}$/.test(merchantToken)) throw new AppError('selling_partner_id_malformed')
  return merchantToken
}
