'use server'

import { refresh } from 'next/cache'
import { actionContext } from '#app/_server/context.ts'
import { readForm, refusedForm } from '#app/_server/form.ts'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { utcDate } from '#components/ui/relative-time.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { cancelInvitation, invitationLink, inviteOperator } from '#lib/people/invite.ts'
import { changeRole, disablePerson, enablePerson } from '#lib/people/manage.ts'
import { createPasswordReset, passwordResetLink } from '#lib/people/password-reset.ts'

/** Fields `email`, `role`. The answer holds the link: it is shown this once. */
export async function invite(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    const request = readForm(form, ['email', 'role'])
    typed = request
    const { token, displaces } = await inviteOperator(ctx, request)
    refresh()
    return {
      ...emptyForm,
      link: invitationLink(ctx.settings, token),
      done: `${request.email.trim()} is invited.`,
      ...(displaces !== null && {
        outcome: {
          notes: [
            `The seller account ${displaces.name} (${displaces.id}, created ${utcDate(displaces.createdAt)}) signs in with this address. Once the invitation is accepted, it keeps its account and signs in with a placeholder address.`,
          ],
          href: null,
        },
      }),
    }
  } catch (error) {
    return refusedForm(error, typed)
  }
}

/** Field `id`: of the invitation. */
export async function cancel(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    await cancelInvitation(ctx, readForm(form, ['id']).id)
    refresh()
    return emptyForm
  } catch (error) {
    return refusedForm(error, {})
  }
}

/** Fields `id` (of the person), `role`. */
export async function giveRole(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { id, role } = readForm(form, ['id', 'role'])
    await changeRole(ctx, id, role)
    refresh()
    return { ...emptyForm, done: 'The role is changed. It is in force at once.' }
  } catch (error) {
    return refusedForm(error, {})
  }
}

/** Fields `id` (of the person), `wanted`: `enabled` or anything else. */
export async function setEnabled(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { id, wanted } = readForm(form, ['id', 'wanted'])
    if (wanted === 'enabled') await enablePerson(ctx, id)
    else await disablePerson(ctx, id)
    refresh()
    return emptyForm
  } catch (error) {
    return refusedForm(error, {})
  }
}

/** Field `id`: of the person. */
export async function free(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    // Not refreshed: a list that was searched by the address would lose the row, and the panel with it.
    const { email } = await freeAddress(ctx, readForm(form, ['id']).id)
    return {
      ...emptyForm,
      done: `The address is free. The account keeps its data and signs in with ${email}.`,
    }
  } catch (error) {
    return refusedForm(error, {})
  }
}

/** Field `id`: of the person. The answer holds the link: it is shown this once. */
export async function createReset(_: FormState, form: FormData): Promise<FormState> {
  try {
    const ctx = await actionContext()
    const { token } = await createPasswordReset(ctx, readForm(form, ['id']).id)
    return { ...emptyForm, link: passwordResetLink(ctx.settings, token), done: 'The reset link is ready.' }
  } catch (error) {
    return refusedForm(error, {})
  }
}
