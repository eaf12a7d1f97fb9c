'use server'

import { formAction } from '#app/_server/form-action.ts'
import { findRegion } from '#lib/amazon/regions.ts'
import { dateClientSecret, replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { parseClientSecret, parseCreatedOn } from '#lib/applications/parse-facts.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { AppError } from '#lib/errors.ts'

export const replace = formAction(
  { typed: ['secretCreatedOn'], hidden: ['id'], secret: ['clientSecret'] },
  async (ctx, { id, clientSecret, secretCreatedOn }) => {
    const createdOn = parseCreatedOn(secretCreatedOn, ctx.now())
    const value = parseClientSecret(clientSecret.expose())
    const { by } = await replaceClientSecret(ctx, id, { value, createdOn })
    const proof = by === 'refresh' ? 'refreshed a token with it' : 'gave a grantless token for it'
    return { done: `In force. Amazon ${proof}. The previous secret is kept for seven days.` }
  },
)

export const date = formAction(
  { typed: ['secretCreatedOn'], hidden: ['id'] },
  async (ctx, { id, secretCreatedOn }) => {
    await dateClientSecret(ctx, id, parseCreatedOn(secretCreatedOn, ctx.now()))
    return { done: 'The date is saved.' }
  },
)

export const rotate = formAction(
  { typed: ['region'], hidden: ['id'] },
  async (ctx, { id, region: name }) => {
    const region = findRegion(name)
    if (region === null) throw new AppError('input_invalid', { field: 'region' })
    await requestNewSecret(ctx, id, region)
    return {
      done: 'Amazon makes a new secret and sends it to the queue. Read it there and put it in place within seven days.',
    }
  },
  { refresh: 'nothing' },
)
