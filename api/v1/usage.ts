import { z } from 'zod'
import { readUsage } from '#lib/keys/usage.ts'
import { keyContext, parseInput, readQuery, respond } from '../http.ts'
import type { Route } from '../route.ts'
import { requestId } from './fields.ts'

const query = z.strictObject({
  from: z.iso.date().optional().describe('The first day, in UTC. Default: 29 days before the last.'),
  to: z.iso.date().optional().describe('The last day, in UTC. Default: today.'),
})

export const usageRoute: Route = {
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
    request_id: requestId,
  }),
  errors: ['input_invalid', 'parameter_repeated', 'usage_days_invalid'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    const { from = null, to = null } = parseInput(query, readQuery(c), {}, 'input_invalid')
    const rows = await readUsage(ctx, { from, to })
    return respond(c, {
      usage: rows.map(({ apiKeyId, name, ...row }) => ({ key_id: apiKeyId, key_name: name, ...row })),
      request_id: ctx.requestId,
    })
  },
}
