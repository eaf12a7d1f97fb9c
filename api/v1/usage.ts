import { z } from 'zod'
import { readUsage } from '#lib/keys/usage.ts'
import { defineRoute } from '../route.ts'

const query = z.strictObject({
  from: z.iso.date().optional().describe('The first day, in UTC. Default: 29 days before the last.'),
  to: z.iso.date().optional().describe('The last day, in UTC. Default: today.'),
})

export const usageRoute = defineRoute({
  method: 'get',
  path: '/api/v1/usage',
  id: 'readUsage',
  summary: 'Read token usage by key',
  description:
    'By key, day and kind, as of a few seconds ago; the newest day first. A key that is limited to an application, an account or tags sees its own uses only.',
  scopes: ['usage:read'],
  query,
  answer: z.object({
    usage: z.array(
      z.object({
        key_id: z.uuid(),
        key_name: z.string(),
        day: z.iso.date().describe('In UTC.'),
        kind: z.enum(['access', 'restricted', 'grantless']),
        count: z.int(),
      }),
    ),
  }),
  errors: ['usage_days_invalid'],
  run: async ({ ctx, query: { from = null, to = null } }) => {
    const rows = await readUsage(ctx, { from, to })
    return {
      usage: rows.map(({ apiKeyId, name, ...row }) => ({ key_id: apiKeyId, key_name: name, ...row })),
    }
  },
})
