'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { paths } from '#components/paths.ts'
import { AppError } from '#lib/errors.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import { cancelImport, startImport } from '#lib/imports/start.ts'
import { Secret } from '#lib/secret.ts'

/** `file` or `text`: CSV or JSON Lines. */
export const startFile = formAction({ secret: ['text'], files: ['file'] }, async (ctx, { text }, form) => {
  const file = form.get('file')
  const isFile = file instanceof File && file.size > 0
  const bytes = isFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text.expose())
  if (bytes.length === 0) throw new AppError('import_empty')
  const id = await startImport(ctx, await prepareImport(ctx, new Secret(bytes)), 'page')
  return { redirectTo: paths.tokenImport(id) }
})

/** `id`: the import. */
export const cancel = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  const lines = await cancelImport(ctx, id)
  return { done: `${lines} ${lines === 1 ? 'line was' : 'lines were'} canceled.` }
})
