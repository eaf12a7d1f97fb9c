'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { changeExample, deleteExample, saveExample } from '#lib/calls/examples.ts'
import { readEntered } from './read-entered.ts'

/** `id`: of the example to be created. `input`: the values, as JSON. */
export const save = formAction(
  { typed: ['name', 'shared'], hidden: ['id', 'operation', 'input'] },
  async (ctx, { id, name, shared, operation, input }) => {
    const entered = readEntered(input)
    await saveExample(ctx, { id, name, isShared: shared !== '', operationKey: operation, entered })
    return { done: `Example ${name.trim()} saved.` }
  },
)

/** `version`: the one that was shown, here and below. */
export const change = formAction(
  { hidden: ['id', 'version', 'input'] },
  async (ctx, { id, version, input }) => {
    await changeExample(ctx, { id, version: Number(version), entered: readEntered(input) })
    return { done: 'Example saved.' }
  },
)

export const rename = formAction(
  { typed: ['name', 'shared'], hidden: ['id', 'version'] },
  async (ctx, { id, version, name, shared }) => {
    await changeExample(ctx, { id, version: Number(version), name, isShared: shared !== '' })
    return { done: 'Example saved.' }
  },
)

export const remove = formAction({ hidden: ['id', 'version'] }, async (ctx, { id, version }) => {
  await deleteExample(ctx, { id, version: Number(version) })
  return { done: 'Example deleted.' }
})
