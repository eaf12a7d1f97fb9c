'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { paths } from '#components/paths.ts'
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

export const create = formAction(
  { typed: [...factFields, ...identityFields, 'secretCreatedOn'], secret: ['clientSecret'] },
  async (ctx, request) => {
    const facts = { ...parseFacts(request), ...parseIdentity(request) }
    const id = await createApplication(ctx, facts, {
      value: parseClientSecret(request.clientSecret.expose()),
      createdOn: parseCreatedOn(request.secretCreatedOn, ctx.now()),
    })
    return { redirectTo: paths.application(id) }
  },
)

/**
 * `seenAt`: the version that was changed. `newRoles`: the answer to the preview of new roles. The form of the
 * environment's application lacks the fields that the environment sets.
 */
export const change = formAction(
  { typed: ['seenAt', ...factFields, ...identityFields], hidden: ['id', 'newRoles'] },
  async (ctx, request, form) => {
    const isWhole = form.has('spApiApplicationId')
    const facts = isWhole ? { ...parseFacts(request), ...parseIdentity(request) } : parseFacts(request)
    await changeApplication(ctx, request.id, request.seenAt, facts, parseNewRoles(request.newRoles))
    return { done: 'Saved. The change is effective immediately.' }
  },
)

/** `wanted`: `retired` or anything else. */
export const setRetired = formAction({ hidden: ['id', 'wanted'] }, async (ctx, { id, wanted }) => {
  if (wanted === 'retired') await retireApplication(ctx, id)
  else await restoreApplication(ctx, id)
  return {}
})

function parseNewRoles(text: string): NewRoles | null {
  return text === 'missing' || text === 'approved' ? text : null
}
