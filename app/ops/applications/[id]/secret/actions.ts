'use server'

import { refresh } from 'next/cache'
import { signedInContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { findRegion } from '#lib/amazon/regions.ts'
import { dateClientSecret, replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { parseClientSecret, parseCreatedOn } from '#lib/applications/parse-facts.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { AppError, isAppError } from '#lib/errors.ts'

/** Fields `id`, `clientSecret` and `secretCreatedOn`. */
export async function replace(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const { clientSecret, ...request } = readForm(form, ['id', 'clientSecret', 'secretCreatedOn'])
    typed = request
    const ctx = await signedInContext()
    const createdOn = parseCreatedOn(request.secretCreatedOn, ctx.now())
    const value = parseClientSecret(clientSecret)
    const { by } = await replaceClientSecret(ctx, request.id, { value, createdOn })
    refresh()
    const proof = by === 'refresh' ? 'refreshed a token with it' : 'gave a grantless token for it'
    return { ...emptyForm, done: `In force. Amazon ${proof}. The one before is kept for seven days.` }
  } catch (error) {
    return refuse(error, typed)
  }
}

/** Fields `id` and `secretCreatedOn`. */
export async function date(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const request = readForm(form, ['id', 'secretCreatedOn'])
    typed = request
    const ctx = await signedInContext()
    await dateClientSecret(ctx, request.id, parseCreatedOn(request.secretCreatedOn, ctx.now()))
    refresh()
    return { ...emptyForm, done: 'The date is saved.' }
  } catch (error) {
    return refuse(error, typed)
  }
}

/** Fields `id` and `region`. */
export async function rotate(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const request = readForm(form, ['id', 'region'])
    typed = request
    const ctx = await signedInContext()
    const region = findRegion(request.region)
    if (region === null) throw new AppError('input_invalid', { field: 'region' })
    await requestNewSecret(ctx, request.id, region)
    return {
      ...emptyForm,
      done: 'Amazon makes a new secret and sends it to the queue. Read it there and put it in place within seven days.',
    }
  } catch (error) {
    return refuse(error, typed)
  }
}

/** With Amazon's own words, where it said something. */
async function refuse(error: unknown, typed: FormState['values']): Promise<FormState> {
  const state = await refusedForm(error, typed)
  const seen = isAppError(error) ? error.details.detail : undefined
  if (state.problem === null || typeof seen !== 'string') return state
  return { ...state, problem: { ...state.problem, next: `${state.problem.next} Seen: ${seen}` } }
}
