import { z } from 'zod'
import { findApplications } from '#lib/applications/find.ts'
import { keyContext, parseInput, readQuery, respond } from '../http.ts'
import type { Route } from '../route.ts'
import { requestId } from './fields.ts'

const query = z.strictObject({})

export const applicationsRoute: Route = {
  method: 'get',
  path: '/api/v1/applications',
  id: 'listApplications',
  summary: 'List applications',
  description: 'Those that the key may see; a key of one account sees those that the account has authorized.',
  scopes: ['applications:read'],
  query,
  answer: z.object({
    applications: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        sp_api_application_id: z.string().describe('As the Solution Provider Portal has it.'),
        status: z.enum(['draft', 'published']),
      }),
    ),
    request_id: requestId,
  }),
  errors: [],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(query, readQuery(c), {}, 'input_invalid')
    const applications = await findApplications(ctx)
    return respond({
      applications: applications.map(({ id, name, spApiApplicationId, status }) => ({
        ...{ id, name, status },
        sp_api_application_id: spApiApplicationId,
      })),
      request_id: ctx.requestId,
    })
  },
}
