import { z } from 'zod'
import { type FoundApplication, findApplications, findOneApplication } from '#lib/applications/find.ts'
import { defineRoute } from '../route.ts'

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

export const applicationsRoute = defineRoute({
  method: 'get',
  path: '/api/v1/applications',
  id: 'listApplications',
  summary: 'List applications',
  description:
    'The applications that the key can access, and whether sellers can authorize them. A key for one account or for some tags can access those that its authorizations belong to.',
  scopes: ['applications:read'],
  answer: z.object({ applications: z.array(z.object(application)) }),
  errors: [],
  run: async ({ ctx }) => {
    const applications = await findApplications(ctx)
    return { applications: applications.map(applicationToWire) }
  },
})

export const applicationRoute = defineRoute({
  method: 'get',
  path: '/api/v1/applications/{id}',
  id: 'readApplication',
  summary: 'Read an application',
  description: 'With an ETag.',
  scopes: ['applications:read'],
  answer: z.object(application),
  hasEtag: true,
  errors: ['application_not_found'],
  run: async ({ ctx, id }) => applicationToWire(await findOneApplication(ctx, id)),
})

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
    id,
    name,
    status,
    kind,
    sp_api_application_id: row.spApiApplicationId,
    is_sandbox: isSandbox,
    partner_types: row.partnerTypes,
    is_retired: row.retiredAt !== null,
    is_ready: readiness.ready,
    is_suspended: readiness.paused,
    missing: readiness.missing,
  }
}
