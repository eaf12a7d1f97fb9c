'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { toParameters, viewHref } from '#components/authorizations/list-views.ts'
import { changeView, deleteView, saveView } from '#lib/views/views.ts'

/** Parses the address of the list into the parameters that a view stores. */
const readParameters = (text: string) =>
  toParameters(authorizationsView.parse(new URLSearchParams(text.slice(0, 10_000))))

/** `id`: the id of the new view. `parameters`: from the list's address. */
export const save = formAction(
  { typed: ['name', 'shared'], hidden: ['id', 'parameters'] },
  async (ctx, { id, name, shared, parameters }) => {
    await saveView(ctx, { id, name, isShared: shared !== '', parameters: readParameters(parameters) })
    return { redirectTo: viewHref({ key: id }) }
  },
)

/** `version`: the version that was shown, here and below. */
export const change = formAction(
  { hidden: ['id', 'version', 'parameters'] },
  async (ctx, { id, version, parameters }) => {
    await changeView(ctx, { id, version: Number(version), parameters: readParameters(parameters) })
    return { redirectTo: viewHref({ key: id }) }
  },
)

export const rename = formAction(
  { typed: ['name', 'shared'], hidden: ['id', 'version'] },
  async (ctx, { id, version, name, shared }) => {
    await changeView(ctx, { id, version: Number(version), name, isShared: shared !== '' })
    return { done: 'Saved.' }
  },
)

export const remove = formAction({ hidden: ['id', 'version'] }, async (ctx, { id, version }) => {
  await deleteView(ctx, { id, version: Number(version) })
  return { redirectTo: authorizationsView.path }
})
