'use server'

import { paths } from '#components/paths.ts'
import { AppError } from '#lib/errors.ts'
import { playInDemo, resetDemo } from '../_server/demo-controls.ts'
import { formAction } from '../_server/forms/form-action.ts'
import { signInHere } from '../_server/people/sign-in-here.ts'
import { getServices } from '../_server/services.ts'

/** Signs a visitor in with a password that the demo generated. Refused outside the demo. */
export const enterDemo = formAction(
  { hidden: ['who', 'next'] },
  async (ctx, { who, next }) => {
    const { demo } = getServices()
    if (demo === null) throw new AppError('not_allowed')
    if (who !== 'operator' && who !== 'seller') throw new AppError('input_invalid', { field: 'who' })
    return signInHere(ctx, demo.signIns[who], next || (who === 'seller' ? paths.connections : null))
  },
  { visitors: true },
)

/** `id`: the scenario's id. Leads to the page that shows the result. */
export const playScenario = formAction({ hidden: ['id'] }, async (ctx, { id }) => ({
  redirectTo: await playInDemo(ctx, id),
}))

/** Open to every visitor, who may be the administrator anyway. Pages go down briefly, and everyone is signed out. */
export const startDemoAfresh = formAction(
  { hidden: ['sure'] },
  async (_ctx, { sure }) => {
    if (sure !== 'yes') throw new AppError('input_invalid', { field: 'sure' })
    await resetDemo()
    return { done: 'Resetting. This takes about half a minute; then the sign-in page opens.' }
  },
  { visitors: true, refresh: 'nothing' },
)
