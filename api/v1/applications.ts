import { Hono } from 'hono'
import { z } from 'zod'
import { findApplications } from '#lib/applications/find.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import type { Door } from '../answer.ts'
import { keyContext } from '../key-context.ts'
import { judgeInput, readQuery } from '../read-input.ts'
import { respond } from '../respond.ts'
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
}

/** `GET /`: the applications that the key may see, with the ids by which programs name them. */
export function applicationsDoor(services: Services, counts: VendCounts): Hono<Door> {
  const door = new Hono<Door>()
  door.get('/', async (c) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    judgeInput(query, readQuery(c), {}, 'input_invalid')
    const applications = await findApplications(ctx)
    return respond({
      applications: applications.map(({ id, name, spApiApplicationId, status }) => ({
        ...{ id, name, status },
        sp_api_application_id: spApiApplicationId,
      })),
      request_id: ctx.requestId,
    })
  })
  return door
}
