'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { createApiKey, revokeKey } from '#lib/keys/api-keys.ts'
import { apiScopes } from '#lib/keys/choices.ts'

const fields = ['id', 'name', 'application', 'account', 'confirmedAccount', 'days'] as const

/** A checkbox for each scope, `id` (of the key to be made), `name`, `application`, `account`, `confirmedAccount`, `days`; empty means all, or for ever. */
export async function create(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { id, ...request } = readForm(form, [...fields, ...apiScopes.map((scope) => scope.id)])
    typed = request
    const { key } = await createApiKey(ctx, {
      id,
      name: request.name,
      scopes: apiScopes.map((scope) => scope.id).filter((scope) => request[scope] !== ''),
      applicationId: request.application || null,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
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
