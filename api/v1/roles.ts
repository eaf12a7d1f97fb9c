import { z } from 'zod'
import { findOneAuthorization } from '#lib/authorizations/read.ts'
import { type RoleRow, readRoles } from '#lib/role-checks/read.ts'
import { defineRoute } from '../route.ts'

const unknownBecause = [
  ...(['not-isolated', 'refused-once', 'doubtful-refusal', 'no-answer', 'control-refused'] as const),
] satisfies NonNullable<NonNullable<RoleRow['check']>['reason']>[]

const evidence = z
  .object({
    operation: z.string(),
    status: z.int(),
    code: z.string(),
    message: z.string(),
    amazon_request_id: z.string().nullable(),
  })
  .describe('Amazon’s last answer. Null: none yet.')

const role = z.object({
  role: z.string(),
  added_to_application_at: z.iso
    .datetime()
    .nullable()
    .describe('When the application got the role. Null: it isn’t among the application’s.'),
  newer_than_the_grant: z
    .boolean()
    .describe('The seller authorized before the application got the role: they have to authorize again.'),
  status: z.enum(['works', 'refused', 'unknown']),
  probable: z.boolean().describe('It probably works, but another explanation is possible.'),
  unknown_because: z.enum(unknownBecause).nullable(),
  evidence: evidence.nullable(),
  checked_at: z.iso.datetime().nullable(),
})

export function roleToWire({ role: name, addedAt, isNewer, check }: RoleRow): z.input<typeof role> {
  const answer = check?.evidence ?? null
  return {
    role: name,
    newer_than_the_grant: isNewer,
    status: check?.status ?? 'unknown',
    added_to_application_at: addedAt === null ? null : new Date(addedAt).toISOString(),
    probable: check?.isProbable ?? false,
    unknown_because: check?.reason ?? null,
    evidence: answer && {
      operation: answer.operation,
      status: answer.status,
      code: answer.code,
      message: answer.message,
      amazon_request_id: answer.requestId,
    },
    checked_at: check?.checkedAt?.toISOString() ?? null,
  }
}

export const rolesRoute = defineRoute({
  method: 'get',
  path: '/api/v1/authorizations/{id}/roles',
  id: 'listRoles',
  summary: 'Read the role matrix of an authorization',
  description:
    'For each of Amazon’s roles: whether the application has it, and whether it works for this authorization, with the evidence. Gatehouse asks Amazon after each authorization and once a day.',
  scopes: ['authorizations:read'],
  answer: z.object({ authorization_id: z.uuid(), roles: z.array(role) }),
  hasEtag: true,
  errors: ['authorization_not_found'],
  run: async ({ ctx, id: asked }) => {
    const { id } = await findOneAuthorization(ctx, asked)
    const roles = await readRoles(ctx, id)
    return { authorization_id: id, roles: roles.map(roleToWire) }
  },
})
