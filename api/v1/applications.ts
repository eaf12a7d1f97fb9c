import { z } from 'zod'
import { type FoundApplication, findApplications, findOneApplication } from '#lib/applications/find.ts'
import { keyContext, parseInput, readQuery, respond, respondWithResource } from '../http.ts'
import { type Route, readId } from '../route.ts'
import { noFields, requestId } from './fields.ts'

const application = {
  id: z.uuid(),
  name: z.string(),
  sp_api_application_id: z.string().describe('As shown in the Solution Provider Portal.'),
  status: z.enum(['draft', 'published']),
  kind: z.enum(['public', 'private']).describe('private: only your own selling accounts authorize it.'),
  is_sandbox: z.boolean(),
  partner_types: z.array(z.enum(['seller', 'vendor'])).describe('Who can authorize it.'),
  is_retired: z.boolean().describe('Nobody can authorize it anymore.'),
  is_ready: z.boolean().describe('Sellers can authorize it now.'),
  is_suspended: z
    .boolean()
    .describe('Everything is set up, but Amazon is rejecting its credentials. Sellers have to wait.'),
  missing: z.array(z.string()).describe('Why sellers can’t authorize it, one sentence each.'),
}

export const applicationsRoute: Route = {
  method: 'get',
  path: '/api/v1/applications',
  id: 'listApplications',
  summary: 'List applications',
  description:
    'The applications that the key can access, and whether sellers can authorize them. A key for one account or for some tags can access those that its authorizations belong to.',
  scopes: ['applications:read'],
  query: noFields,
  answer: z.object({ applications: z.array(z.object(application)), request_id: requestId }),
  errors: [],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(noFields, readQuery(c), {}, 'input_invalid')
    const applications = await findApplications(ctx)
    return respond(c, { applications: applications.map(applicationToWire), request_id: ctx.requestId })
  },
}

export const applicationRoute: Route = {
  method: 'get',
  path: '/api/v1/applications/{id}',
  id: 'readApplication',
  summary: 'Read an application',
  description: 'With an ETag.',
  scopes: ['applications:read'],
  query: noFields,
  answer: z.object({ ...application, request_id: requestId }),
  hasEtag: true,
  errors: ['application_not_found'],
  handle: async (c, { services, counts }) => {
    const ctx = await keyContext(services, c)
    counts.use(ctx.actor.keyId)
    parseInput(noFields, readQuery(c), {}, 'input_invalid')
    return respondWithResource(c, applicationToWire(await findOneApplication(ctx, readId(c))))
  },
}

/** An application as programs and agents get it. */
export function applicationToWire({
  id,
  name,
  status,
  kind,
  isSandbox,
  readiness,
  ...row
}: FoundApplication) {
  return {
    ...{ id, name, status, kind },
    sp_api_application_id: row.spApiApplicationId,
    is_sandbox: isSandbox,
    partner_types: row.partnerTypes,
    is_retired: row.retiredAt !== null,
    is_ready: readiness.ready,
    is_suspended: readiness.paused,
    missing: readiness.missing,
  }
}
