'use server'

import { formAction } from '#app/_server/forms/form-action.ts'
import { arrivalWords } from '#components/applications/rotation-words.ts'
import { findRegion } from '#lib/amazon/regions.ts'
import { dateClientSecret, replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { parseClientSecret, parseCreatedOn } from '#lib/applications/parse-facts.ts'
import { requestNewSecret } from '#lib/applications/request-new-secret.ts'
import { AppError } from '#lib/errors.ts'
import { promotePendingSecret } from '#lib/rotation/pending.ts'
import { readRotation, rotationPolicies, setRotation, testRotation } from '#lib/rotation/settings.ts'

export const replace = formAction(
  { typed: ['secretCreatedOn'], hidden: ['id'], secret: ['clientSecret'] },
  async (ctx, { id, clientSecret, secretCreatedOn }) => {
    const createdOn = parseCreatedOn(secretCreatedOn, ctx.now())
    const value = parseClientSecret(clientSecret.expose())
    const { by } = await replaceClientSecret(ctx, id, { value, createdOn })
    const proof = by === 'refresh' ? 'accepted it for a token refresh' : 'accepted it for a grantless token'
    return { done: `Saved and active. Amazon ${proof}. The previous secret is kept for seven days.` }
  },
)

/** `seenAt`: the version that was changed, here and below. */
export const date = formAction(
  { typed: ['seenAt', 'secretCreatedOn'], hidden: ['id'] },
  async (ctx, { id, seenAt, secretCreatedOn }) => {
    await dateClientSecret(ctx, id, parseCreatedOn(secretCreatedOn, ctx.now()), seenAt)
    return { done: 'Date saved.' }
  },
)

export const rotate = formAction(
  { typed: ['region'], hidden: ['id'] },
  async (ctx, { id, region: name }) => {
    const region = findRegion(name)
    if (region === null) throw new AppError('input_invalid', { field: 'region' })
    await requestNewSecret(ctx, id, region)
    const arrival = arrivalWords(await readRotation(ctx, id))
    return {
      done: `Amazon is creating a new secret and sending it to the queue. ${arrival} The current secret then works for seven more days.`,
    }
  },
  { refresh: 'nothing' },
)

export const saveRotation = formAction(
  { typed: ['seenAt', 'policy', 'queueUrl', 'awsAccessKeyId'], hidden: ['id'], secret: ['awsSecret'] },
  async (ctx, { id, seenAt, policy: chosen, queueUrl, awsAccessKeyId, awsSecret }) => {
    const policy = rotationPolicies.find((one) => one === chosen)
    if (policy === undefined) throw new AppError('input_invalid', { field: 'policy' })
    await setRotation(ctx, id, {
      seenAt,
      policy,
      queueUrl: queueUrl.trim() || null,
      awsAccessKeyId: awsAccessKeyId.trim() || null,
      awsSecret: awsSecret.expose().trim() === '' ? null : awsSecret,
    })
    return { done: 'Rotation settings saved.' }
  },
)

export const checkQueue = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  const { obstacle, detail } = await testRotation(ctx, id)
  if (obstacle === null) return { done: 'A new client secret from Amazon will arrive here.' }
  throw new AppError('rotation_not_ready', { obstacle, detail })
})

export const activate = formAction({ hidden: ['id'] }, async (ctx, { id }) => {
  await promotePendingSecret(ctx, id)
  return { done: 'The new client secret is active. The previous one is kept until Amazon ends it.' }
})
