'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { actionContext, signedInContext } from '#app/_server/context.ts'
import { goOn, readForm, refusedButton, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { changeApplication, restoreApplication, retireApplication } from '#lib/applications/change.ts'
import { createApplication } from '#lib/applications/create.ts'
import {
  factFields,
  identityFields,
  parseClientSecret,
  parseCreatedOn,
  parseFacts,
  parseIdentity,
} from '#lib/applications/parse-facts.ts'
import type { NewRoles } from '#lib/applications/roles.ts'
import { isAppError } from '#lib/errors.ts'

const secretFields = ['clientSecret', 'secretCreatedOn'] as const

/** All fields of an application, `clientSecret` and `secretCreatedOn`; goes on to its page. */
export async function create(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const { clientSecret, ...request } = readForm(form, [...factFields, ...identityFields, ...secretFields])
    typed = request
    const ctx = await signedInContext()
    const facts = { ...parseFacts(request), ...parseIdentity(request) }
    const id = await createApplication(ctx, facts, {
      value: parseClientSecret(clientSecret),
      createdOn: parseCreatedOn(request.secretCreatedOn, ctx.now()),
    })
    return await goOn(`/ops/applications/${id}`)
  } catch (error) {
    return await refuse(error, typed)
  }
}

/** As `create` without the secret, with `id`, `seenAt` and `newRoles`, which answers a preview; of the environment's, without what the environment says. */
export async function change(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const isWhole = form instanceof FormData && form.has('spApiApplicationId')
    const { newRoles, ...request } = readForm(form, [
      ...(['id', 'seenAt', 'newRoles'] as const),
      ...factFields,
      ...(isWhole ? identityFields : []),
    ])
    typed = request
    const ctx = await signedInContext()
    const facts = isWhole ? { ...parseFacts(request), ...parseIdentity(request) } : parseFacts(request)
    await changeApplication(ctx, request.id, request.seenAt, facts, parseNewRoles(newRoles))
    refresh()
    return { ...emptyForm, done: 'Saved. It is in force at once.' }
  } catch (error) {
    return await refuse(error, typed)
  }
}

/** Fields `id`, `wanted`: `retired` or anything else. */
export async function setRetired(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { id, wanted } = readForm(form, ['id', 'wanted'])
    if (wanted === 'retired') await retireApplication(ctx, id)
    else await restoreApplication(ctx, id)
    refresh()
    return emptyForm
  } catch (error) {
    return await refusedButton(error)
  }
}

function parseNewRoles(text: string): NewRoles | null {
  return text === 'missing' || text === 'approved' ? text : null
}

const rolesPreview = z.object({ roles: z.array(z.string()), total: z.int(), names: z.array(z.string()) })

/** Whoever was second sees what is stored now, beside what they typed. */
function refuse(error: unknown, typed: FormState['values']): Promise<FormState> {
  if (isAppError(error) && error.code === 'application_changed') refresh()
  if (isAppError(error) && error.code === 'roles_affect_sellers')
    return Promise.resolve({ values: typed, problem: null, rolesPreview: rolesPreview.parse(error.details) })
  return refusedForm(error, typed)
}
