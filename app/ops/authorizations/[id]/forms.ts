'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { replaceToken } from '#lib/attempts/self-authorize.ts'
import { addMerchantToken, labelAuthorization } from '#lib/authorizations/edit.ts'
import { moveAuthorization } from '#lib/authorizations/move.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { confirmSellingPartnerId } from '#lib/authorizations/prove-id.ts'
import { rollBackAuthorization } from '#lib/authorizations/roll-back.ts'
import type { Context } from '#lib/context.ts'
import { errors } from '#lib/errors.ts'
import { Secret } from '#lib/secret.ts'
import { tellSelfOutcome } from '../tell-self-outcome.ts'

/** Fields `id`, `name`; an empty name is the store's own. */
export async function label(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id', 'name'], async (ctx, { id, name }) => {
    await labelAuthorization(ctx, id, name)
    return { ...emptyForm, done: 'The label is stored.' }
  })
}

/** Fields `id`, `sellingPartner`. */
export async function tellMerchantToken(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id', 'sellingPartner'], async (ctx, { id, sellingPartner }) => {
    await addMerchantToken(ctx, id, sellingPartner)
    return { ...emptyForm, done: 'The merchant token is stored.' }
  })
}

/** Fields `id`, `from` (the account that was shown as its owner), `account`, `confirmedAccount`. */
export async function move(_: FormState, form: FormData): Promise<FormState> {
  return answer(
    form,
    ['id', 'from', 'account', 'confirmedAccount'],
    async (ctx, { id, from, account, confirmedAccount }) => {
      const confirmedAccountId = confirmedAccount || null
      await moveAuthorization(ctx, id, { fromAccountId: from, account, confirmedAccountId })
      return { ...emptyForm, done: 'It is moved. Its tokens and its history stayed.' }
    },
  )
}

/** Fields `id`, `sellingPartner`: the id as the operator knows it. */
export async function confirmId(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id', 'sellingPartner'], async (ctx, { id, sellingPartner }) => {
    await confirmSellingPartnerId(ctx, id, sellingPartner)
    return { ...emptyForm, done: 'The selling partner id is confirmed.' }
  })
}

/** Field `id`. */
export async function pause(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id'], async (ctx, { id }) => {
    await pauseAuthorization(ctx, id)
    return { ...emptyForm, done: 'It is paused. Programs get no token for it.' }
  })
}

/** Field `id`. */
export async function resume(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id'], async (ctx, { id }) => {
    await resumeAuthorization(ctx, id)
    return { ...emptyForm, done: 'It goes on. Programs get tokens for it again.' }
  })
}

/** Fields `id`, `tokenVersion`. */
export async function rollBack(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id', 'tokenVersion'], async (ctx, { id, tokenVersion }) => {
    const outcome = await rollBackAuthorization(ctx, id, Number(tokenVersion))
    if (outcome.kind === 'rolled-back') {
      return { ...emptyForm, done: 'The token from before is in force again. Amazon has accepted it.' }
    }
    const { title, next } = errors.previous_token_refused
    return { values: {}, problem: { title, next, field: null }, diagnosis: outcome.diagnosis }
  })
}

/** Fields `id`, `token`. The token is in no answer. */
export async function replace(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, ['id', 'token'], async (ctx, { id, token }) => {
    const outcome = await replaceToken(ctx, id, new Secret(token))
    const words = 'The new token is stored, and the one before is kept for a while'
    const told = tellSelfOutcome(outcome, {}, { isNew: words, isKnown: words })
    return told.outcome ? { ...told, outcome: { ...told.outcome, href: null } } : told
  })
}

/** Once the form is read, what was typed comes back with a refusal; a token never does. */
async function answer<const Name extends string>(
  form: FormData,
  names: readonly Name[],
  work: (ctx: Context, fields: Record<Name, string>) => Promise<FormState>,
): Promise<FormState> {
  let typed: FormState['values'] = {}
  try {
    const ctx = await actionContext()
    const fields = readForm(form, names)
    const { id: _id, token: _token, ...kept } = fields as Record<string, string>
    typed = kept
    const state = await work(ctx, fields)
    refresh()
    return state
  } catch (error) {
    return refusedForm(error, typed)
  }
}
