'use server'

import { unstable_rethrow } from 'next/navigation'
import type { FormState, Invited } from '#components/forms/form-state.ts'
import { acceptInvitation, readInvitation } from '#lib/people/accept-invitation.ts'
import { operatorRoleLabel } from '#lib/people/operator-role.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { enter } from '../_server/enter.ts'
import { readForm, refusedForm } from '../_server/form.ts'
import { requireCookies } from '../_server/require-cookies.ts'
import { tellFailure } from '../_server/tell-failure.ts'

/** What the link is for, whose token only the browser has. */
export async function lookAtInvitation(token: string): Promise<Invited> {
  try {
    const { email, role } = await readInvitation(await actionContext(), new Secret(String(token)))
    return { kind: 'invited', email, roleLabel: operatorRoleLabel(role) }
  } catch (error) {
    const { title, next } = tellFailure(error)
    return { kind: 'refused', title, next }
  }
}

/** Fields `token`, `name`, `email`, `password`. */
export async function setUpByForm(_: FormState, form: FormData): Promise<FormState> {
  let typed = {}
  try {
    const ctx = await actionContext()
    await requireCookies()
    const { token, name, email, password: text } = readForm(form, ['token', 'name', 'email', 'password'])
    typed = { name, email }
    const password = new Secret(text)
    const added = await acceptInvitation(ctx, { token: new Secret(token), name, email, password })
    return await enter(ctx, { email: added.email, password }, null)
  } catch (error) {
    unstable_rethrow(error)
    return refusedForm(error, typed)
  }
}
