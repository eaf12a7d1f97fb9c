import { z } from 'zod'
import { listPublished } from '#lib/events/list.ts'
import { defineRoute } from '../route.ts'

const query = z.strictObject({
  cursor: z
    .uuid()
    .optional()
    .describe('The id of an event: those after it. Left out: from the oldest one kept.'),
  authorization_id: z.uuid().optional().describe('Only events of this authorization.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const eventsRoute = defineRoute({
  method: 'get',
  path: '/api/v1/events',
  id: 'listEvents',
  summary: 'Read events',
  description:
    'Oldest first, in the format of webhooks, limited to those that the key can access. To follow new events, ask again with next_cursor.',
  scopes: ['events:read'],
  query,
  answer: z.object({
    events: z.array(
      z.object({
        type: z.string(),
        timestamp: z.iso.datetime(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next_cursor: z
      .string()
      .nullable()
      .describe(
        'To continue with. While nothing follows, it moves on with events that the key can’t access. Null: no events yet.',
      ),
    has_more: z.boolean(),
  }),
  errors: ['events_pruned'],
  run: async ({ ctx, query: { cursor = null, authorization_id: authorizationId = null, limit } }) => {
    const { events, next, hasMore } = await listPublished(ctx, { cursor, authorizationId, limit })
    return { events, next_cursor: next, has_more: hasMore }
  },
})
