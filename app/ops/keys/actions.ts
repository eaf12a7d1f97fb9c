'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/people/form-state.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes } from '#lib/keys/choices.ts'

const fields = ['name', 'application', 'account', 'days'] as const

/** A checkbox for each scope, and `name`, `application`, `account`, `days`; empty means all, or for ever. */
export async function create(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const request = readForm(form, [...fields, ...apiScopes.map(({ id }) => id)])
    typed = request
    const { key } = await createApiKey(ctx, {
      name: request.name,
      scopes: apiScopes.map(({ id }) => id).filter((id) => request[id] !== ''),
      applicationId: request.application || null,
      accountId: request.account || null,
      days: request.days === '' ? null : Number(request.days),
    })
    refresh()
    return { ...emptyForm, key: key.expose(), done: `The key ${request.name.trim()} is made.` }
  } catch (error) {
    return refusedForm(error, typed)
  }
}

/** Field `id`. */
export async function revoke(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    await revokeKey(ctx, readForm(form, ['id']).id)
    refresh()
    return { ...emptyForm, done: 'The key is revoked. Its next request is refused.' }
  } catch (error) {
    return refusedForm(error, {})
  }
}
