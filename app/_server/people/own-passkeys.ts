'use server'

import {
  addPasskey,
  beginPasskey,
  beginPasskeyConfirmation,
  confirmWithPasskey,
  removePasskey,
  renamePasskey,
} from '#lib/people/passkeys.ts'
import { formAction } from '../forms/form-action.ts'
import { getText } from '../languages/language.ts'
import { keepCeremony, takeCeremony } from './ceremony-cookie.ts'

export const beginOwnPasskey = formAction(
  {},
  async (ctx) => {
    const { token, options } = await beginPasskey(ctx)
    await keepCeremony(token)
    return { passkey: { create: options } }
  },
  { refresh: 'nothing' },
)

/** `answer`: the answer of the browser's authenticator. */
export const addOwnPasskey = formAction(
  { typed: ['name'], hidden: ['answer'] },
  async (ctx, { name, answer }) => {
    await addPasskey(ctx, { token: await takeCeremony(), answer, name })
    const text = await getText('me')
    return { done: text('passkeyAdded') }
  },
)

export const renameOwnPasskey = formAction({ typed: ['name'], hidden: ['id'] }, async (ctx, { id, name }) => {
  await renamePasskey(ctx, id, name)
  const text = await getText('me')
  return { done: text('saved') }
})

export const removeOwnPasskey = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await removePasskey(ctx, id)
  const text = await getText('me')
  return { done: text('passkeyRemoved') }
})

export const beginOwnConfirmation = formAction(
  {},
  async (ctx) => {
    const { token, options } = await beginPasskeyConfirmation(ctx)
    await keepCeremony(token)
    return { passkey: { request: options } }
  },
  { refresh: 'nothing' },
)

export const confirmByPasskey = formAction({ hidden: ['answer'] }, async (ctx, { answer }) => {
  await confirmWithPasskey(ctx, { token: await takeCeremony(), answer })
  return {}
})
