'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { connectLinkAddress, createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'

const fields = [
  'id',
  'name',
  'application',
  'partner',
  'marketplace',
  'account',
  'confirmedAccount',
  'sellingPartner',
  'returnTo',
  'days',
] as const

/** All of `fields`; what is empty is left to the seller. The answer holds the link: it is shown this once. */
export async function create(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { id, ...request } = readForm(form, fields)
    typed = request
    const { token } = await createConnectLink(ctx, {
      id,
      label: request.name,
      applicationId: request.application,
      partnerType: request.partner,
      marketplaceId: request.marketplace || null,
      account: request.account.trim() || null,
      confirmedAccountId: request.confirmedAccount || null,
      expectedSellingPartnerId: request.sellingPartner.trim() || null,
      returnTo: request.returnTo.trim() || null,
      days: Number(request.days),
    })
    refresh()
    return {
      ...emptyForm,
      link: connectLinkAddress(ctx.settings, token),
      done: `The link ${request.name.trim()} is made.`,
    }
  } catch (error) {
    return refusedForm(error, typed)
  }
}

/** Fields `id` (of the link to be made), `authorization`, `days`. */
export async function createRenewal(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const { id, authorization, days } = readForm(form, ['id', 'authorization', 'days'])
    typed = { days }
    const { token } = await createRenewalLink(ctx, {
      id,
      authorizationId: authorization,
      days: Number(days),
    })
    refresh()
    return { ...emptyForm, link: connectLinkAddress(ctx.settings, token), done: 'The link is made.' }
  } catch (error) {
    return refusedForm(error, typed)
  }
}

/** Field `id`: of the link. */
export async function revoke(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    await revokeLink(ctx, readForm(form, ['id']).id)
    refresh()
    return { ...emptyForm, done: 'The link is revoked.' }
  } catch (error) {
    return refusedForm(error, {})
  }
}
