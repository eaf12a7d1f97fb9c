'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm } from '#app/_server/form.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import { AppError } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'

/** Field `id`: of the authorization. */
export async function disconnect(form: FormData): Promise<void> {
  const ctx = await actionContext()
  const { id } = readForm(form, ['id'])
  if (!isRowId(id)) throw new AppError('authorization_not_found')
  await disconnectAuthorization(ctx, id)
  refresh()
}
