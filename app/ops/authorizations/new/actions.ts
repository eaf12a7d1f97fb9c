'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import type { FormState } from '#components/forms/form-state.ts'
import { selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { Secret } from '#lib/secret.ts'
import { tellSelfOutcome } from '../tell-self-outcome.ts'

const fields = [
  'token',
  'name',
  'application',
  'marketplace',
  'partner',
  'account',
  'confirmedAccount',
  'sellingPartner',
] as const

/** All of `fields`; `account` and `sellingPartner` may be empty. The token is in no answer. */
export async function authorize(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { token, ...request } = readForm(form, fields)
    typed = request
    const outcome = await selfAuthorize(ctx, {
      pasted: new Secret(token),
      applicationId: request.application,
      marketplaceId: request.marketplace,
      partnerType: request.partner,
      label: request.name,
      account: request.account,
      confirmedAccountId: request.confirmedAccount || null,
      merchantToken: request.sellingPartner,
    })
    refresh()
    const name = request.name.trim()
    return tellSelfOutcome(outcome, typed, {
      isNew: `${name} is connected`,
      isKnown: `${name} was connected already, and has this token now`,
    })
  } catch (error) {
    return refusedForm(error, typed)
  }
}
