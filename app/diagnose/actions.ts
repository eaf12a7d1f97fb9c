'use server'

import type { DiagnoseState } from '#components/diagnose/paste-form.tsx'
import { diagnosePaste } from '#lib/diagnose/diagnose-paste.ts'
import { actionContext } from '../_server/context.ts'
import { readForm } from '../_server/read-form.ts'
import { toUserError } from '../_server/to-user-error.ts'

/** Field `paste`. Answers with the masked paste, so that a secret doesn't travel a second time. */
export async function diagnoseByForm(_: DiagnoseState, form: FormData): Promise<DiagnoseState> {
  try {
    const ctx = await actionContext()
    const { paste } = readForm(form, ['paste'])
    if (paste.trim() === '') return { kind: 'empty' }
    return { kind: 'diagnosed', ...(await diagnosePaste(ctx, paste)) }
  } catch (error) {
    const { title, next } = toUserError(error, 'seller')
    return { kind: 'refused', title, next }
  }
}
