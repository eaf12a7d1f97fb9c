'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { utcDate } from '#components/ui/format.ts'
import { freeAddress } from '#lib/people/free-address.ts'
import { cancelInvitation, invitationLink, inviteOperator } from '#lib/people/invite.ts'
import { changeRole, disablePerson, enablePerson } from '#lib/people/manage.ts'
import { createPasswordReset, passwordResetLink } from '#lib/people/password-reset.ts'

export const invite = formAction({ typed: ['email', 'role', 'send'] }, async (ctx, request) => {
  const { email, role } = request
  const isSent = request.send !== ''
  const { token, displaces } = await inviteOperator(ctx, { email, role, isSent })
  return {
    link: invitationLink(ctx.settings, token),
    done: `Invitation for ${email.trim()} ${isSent ? 'is on its way' : 'created'}.`,
    ...(displaces !== null && {
      outcome: {
        notes: [
          `The seller account ${displaces.name} (${displaces.id}, created ${utcDate(displaces.createdAt)}) signs in with this address. Once the invitation is accepted, that seller keeps its account and signs in with a placeholder address.`,
        ],
        href: null,
      },
    }),
  }
})

/** `id`: the invitation. */
export const cancel = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await cancelInvitation(ctx, id)
  return { done: 'Invitation canceled.' }
})

/** `id`: the person, here and below. */
export const giveRole = formAction({ hidden: ['id', 'role'] }, async (ctx, { id, role }) => {
  await changeRole(ctx, id, role)
  return { done: 'Role changed. The change is effective immediately.' }
})

/** `wanted`: `enabled` or anything else. */
export const setEnabled = formAction({ hidden: ['id', 'wanted'] }, async (ctx, { id, wanted }) => {
  if (wanted === 'enabled') await enablePerson(ctx, id)
  else await disablePerson(ctx, id)
  return {}
})

/** A list searched by the address would lose the row, and its panel with it: so nothing is rendered again. */
export const free = formAction(
  { hidden: ['id'] },
  async (ctx, { id }) => {
    const { email } = await freeAddress(ctx, id)
    return { done: `Address released. The account keeps its data and signs in with ${email}.` }
  },
  { refresh: 'nothing' },
)

export const createReset = formAction(
  { typed: ['takenOver'], hidden: ['id'] },
  async (ctx, { id, takenOver }) => {
    const { token } = await createPasswordReset(ctx, id, { isTakenOver: takenOver !== '' })
    return { link: passwordResetLink(ctx.settings, token), done: 'Reset link created.' }
  },
  { refresh: 'nothing' },
)
