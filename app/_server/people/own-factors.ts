'use server'

import {
  beginApp,
  confirmWithCode,
  createRecoveryCodes,
  disableApp,
  enableApp,
} from '#lib/people/second-factor.ts'
import { formAction } from '../forms/form-action.ts'
import { getText } from '../languages/language.ts'

/** The secret is shown this once. */
export const beginOwnApp = formAction(
  {},
  async (ctx) => {
    const { address, key } = await beginApp(ctx)
    return { app: { address: address.expose(), key: key.expose() } }
  },
  { refresh: 'nothing' },
)

/** The recovery codes are shown this once. */
export const enableOwnApp = formAction(
  { hidden: ['code'] },
  async (ctx, { code }) => {
    const codes = await enableApp(ctx, code)
    const text = await getText('me')
    return { done: text('appOn'), codes: codes.map((secret) => secret.expose()) }
  },
  // Setting it up changes the frame of the page for a person whose role requires a second factor, which would lose the
  // codes.
  { refresh: 'nothing' },
)

export const disableOwnApp = formAction({}, async (ctx) => {
  await disableApp(ctx)
  const text = await getText('me')
  return { done: text('appOff') }
})

export const createOwnRecoveryCodes = formAction({}, async (ctx) => {
  const codes = await createRecoveryCodes(ctx)
  return { codes: codes.map((secret) => secret.expose()) }
})

export const confirmByCode = formAction({ hidden: ['code'] }, async (ctx, { code }) => {
  await confirmWithCode(ctx, code)
  return {}
})
