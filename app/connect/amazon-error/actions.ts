'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { currentLanguage, getText } from '#app/_server/languages/language.ts'
import { explainForSeller } from '#lib/diagnose/explain-for-seller.ts'
import { AppError } from '#lib/errors.ts'
import { translateWording } from '#lib/languages/wording.ts'

/** `shown`: the text of Amazon's page. It isn't stored. */
export const explain = formAction(
  { typed: ['shown'] },
  async (ctx, { shown }) => {
    if (shown.trim() === '') throw new AppError('report_empty')
    const known = explainForSeller(shown.slice(0, 2_000))
    if (known !== null) return { explanation: translateWording(await currentLanguage(), known) }
    const text = await getText('amazonError')
    const company = ctx.settings.companyName
    return { explanation: { title: text('unknown'), next: text('unknownNext', { company }) } }
  },
  { visitors: true, refresh: 'nothing' },
)
