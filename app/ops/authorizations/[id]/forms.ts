'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { replaceToken } from '#lib/attempts/self-authorize.ts'
import { addMerchantToken, labelAuthorization, setReference } from '#lib/authorizations/edit.ts'
import { moveAuthorization } from '#lib/authorizations/move.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { confirmSellingPartnerId } from '#lib/authorizations/prove-id.ts'
import { rollBackAuthorization } from '#lib/authorizations/roll-back.ts'
import { AppError } from '#lib/errors.ts'
import { parseTags } from '#lib/tags.ts'
import { toSelfResult } from '../to-self-result.ts'

/** An empty name means the store's own. */
export const label = formAction({ typed: ['name'], hidden: ['id'] }, async (ctx, { id, name }) => {
  await labelAuthorization(ctx, id, name)
  return { done: 'Label saved.' }
})

export const annotate = formAction(
  { typed: ['reference', 'tags'], hidden: ['id'] },
  async (ctx, { id, reference, tags }) => {
    await setReference(ctx, id, { externalReference: reference, tags: parseTags(tags) })
    return { done: 'Reference and tags saved.' }
  },
)

export const addSellingPartner = formAction(
  { typed: ['sellingPartner'], hidden: ['id'] },
  async (ctx, { id, sellingPartner }) => {
    await addMerchantToken(ctx, id, sellingPartner)
    return { done: 'Merchant token saved.' }
  },
)

/** `from`: the account that the page showed as its owner. */
export const move = formAction(
  { typed: ['account'], hidden: ['id', 'from', 'confirmedAccount'] },
  async (ctx, { id, from, account, confirmedAccount }) => {
    const confirmedAccountId = confirmedAccount || null
    await moveAuthorization(ctx, id, { fromAccountId: from, account, confirmedAccountId })
    return { done: 'Moved. Its tokens and its history are unchanged.' }
  },
)

/** `sellingPartner`: the id as the operator knows it. */
export const confirmId = formAction(
  { typed: ['sellingPartner'], hidden: ['id'] },
  async (ctx, { id, sellingPartner }) => {
    await confirmSellingPartnerId(ctx, id, sellingPartner)
    return { done: 'Selling partner id confirmed.' }
  },
)

export const pause = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await pauseAuthorization(ctx, id)
  return { done: 'Paused. Programs get no tokens for it.' }
})

export const resume = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await resumeAuthorization(ctx, id)
  return { done: 'Resumed. Tokens are being issued again.' }
})

export const rollBack = formAction({ hidden: ['id', 'tokenVersion'] }, async (ctx, { id, tokenVersion }) => {
  const outcome = await rollBackAuthorization(ctx, id, Number(tokenVersion))
  if (outcome.kind === 'refused')
    throw new AppError('previous_token_refused', { diagnosis: outcome.diagnosis })
  return { done: 'Rolled back: the previous token is active again. Amazon accepted it.' }
})

export const replace = formAction({ hidden: ['id'], secret: ['token'] }, async (ctx, { id, token }) => {
  const outcome = await replaceToken(ctx, id, token)
  const words = 'The new token is saved. The previous one is kept for a while'
  const { outcome: shown, ...result } = toSelfResult(outcome, { isNew: words, isKnown: words })
  return { ...result, ...(shown && { outcome: { ...shown, href: null } }) }
})
