import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { deliverNotification } from '#lib/rotation/deliver.ts'
import { defineRoute } from '../route.ts'

const body = z
  .looseObject({})
  .describe(
    'The body of the message as it arrived. You don’t need to remove the envelopes of SNS, EventBridge and Lambda.',
  )

export const notificationRoute = defineRoute({
  method: 'post',
  path: '/api/v1/applications/{id}/notifications',
  id: 'deliverNotification',
  summary: 'Pass on a notification from Amazon',
  description:
    'For notifications that Gatehouse can’t read from a queue: new client secrets, and notices that one expires. Sending one again is safe. Delete the message only after a response of 200 whose result isn’t foreign.',
  scopes: ['notifications:deliver'],
  body,
  mostBytes: 64 * 1_024,
  answer: z.object({
    result: z
      .enum(['stored', 'dated', 'known', 'foreign'])
      .describe(
        'stored: a new client secret. dated: when the current one expires. known: nothing new. foreign: about another LWA client or of another kind, so nothing was changed.',
      ),
  }),
  errors: ['application_not_found', 'new_secrets_waiting', 'notification_unreadable'],
  run: async ({ ctx, id, body: message }) => {
    const result = await deliverNotification(ctx, id, JSON.stringify(message))
    if (result === 'unreadable') throw new AppError('notification_unreadable')
    if (result === 'full') throw new AppError('new_secrets_waiting')
    return { result }
  },
})
