'use server'

import type { InvitationLink } from '#components/people/set-up.tsx'
import { acceptInvitation, readInvitation } from '#lib/people/accept-invitation.ts'
import { operatorRoleLabel } from '#lib/people/operator-role.ts'
import { Secret } from '#lib/secret.ts'
import { actionContext } from '../_server/context.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { toUserError } from '../_server/forms/to-user-error.ts'
import { requireCookies } from '../_server/people/require-cookies.ts'
import { signInHere } from '../_server/people/sign-in-here.ts'

/** Describes the invitation. Only the browser has the link's token. */
export async function readInvitationLink(token: string): Promise<InvitationLink> {
  try {
    const { email, role } = await readInvitation(await actionContext(), new Secret(String(token)))
    return { kind: 'invited', email, roleLabel: operatorRoleLabel(role) }
  } catch (error) {
    const { title, next } = await toUserError(error, 'seller')
    return { kind: 'refused', title, next }
  }
}

export const setUpByForm = formAction(
  { typed: ['name', 'email'], secret: ['token', 'password'] },
  async (ctx, { token, name, email, password }) => {
    await requireCookies()
    const added = await acceptInvitation(ctx, { token, name, email, password })
    return signInHere(ctx, { email: added.email, password, isJustSet: true }, null)
  },
  { visitors: true },
)
