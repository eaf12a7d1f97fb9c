'use server'

import { unstable_rethrow } from 'next/navigation'
import { actionContext } from '#app/_server/context.ts'
import { goOn, readForm, refusedForm } from '#app/_server/form.ts'
import type { FormState } from '#components/forms/form-state.ts'
import { takeUpLink } from '#lib/links/redeem.ts'
import { Secret } from '#lib/secret.ts'

/** Fields `token` and, where the link names none, `marketplace`. From here on the link is known by its id. */
export async function takeUp(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { token, marketplace } = readForm(form, ['token', 'marketplace'])
    typed = { marketplace }
    const link = await takeUpLink(ctx, new Secret(token), marketplace || null)
    return await goOn(
      `/authorize?${new URLSearchParams({ link, ...(marketplace !== '' && { marketplace }) })}`,
    )
  } catch (error) {
    unstable_rethrow(error)
    return refusedForm(error, typed)
  }
}
