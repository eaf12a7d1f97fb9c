'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { brandingFields, changeBranding } from '#lib/branding/branding.ts'

/**
 * `seenAt`: the version that was changed. `removeLogo`: a checkbox. `logo`: a file, or none to keep the current one.
 */
export const saveBranding = formAction(
  { typed: ['seenAt', 'removeLogo', ...brandingFields], files: ['logo'] },
  async (ctx, { seenAt, removeLogo, ...form }, data) => {
    const file = data.get('logo')
    const isFile = file instanceof File && file.size > 0
    const logo = isFile ? new Uint8Array(await file.arrayBuffer()) : removeLogo === 'yes' ? 'remove' : 'keep'
    await changeBranding(ctx, seenAt, form, logo)
    return { done: 'Saved. Sellers see it from now on.' }
  },
  { refresh: 'every-page' },
)
