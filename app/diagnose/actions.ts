'use server'

import type { DiagnoseState } from '#components/diagnose/paste-form.tsx'
import { diagnosePaste } from '#lib/diagnose/diagnose-paste.ts'
import { actionContext } from '../_server/context.ts'
import { readForm } from '../_server/forms/read-form.ts'
import { toUserError } from '../_server/forms/to-user-error.ts'

/**
 * Fields: `paste`; the previous `answers`, separated by commas; and of the pressed button, `answer` or `forget`.
 * Returns the masked paste, so that a secret isn't sent a second time.
 */
export async function diagnoseByForm(_: DiagnoseState, form: FormData): Promise<DiagnoseState> {
  try {
    const ctx = await actionContext()
    const { paste, answers, answer, forget } = readForm(form, ['paste', 'answers', 'answer', 'forget'])
    if (paste.trim() === '') return { kind: 'empty' }
    const kept = answers.split(',').filter((one) => one !== forget)
    return { kind: 'diagnosed', ...(await diagnosePaste(ctx, paste, [...kept, answer])) }
  } catch (error) {
    const { title, next } = await toUserError(error, 'seller')
    return { kind: 'refused', title, next }
  }
}
