import { z } from 'zod'
import type { Operation } from '../operations.ts'
import { grantlessScopes } from '../scopes.ts'
import type { OperationFacts } from './facts.ts'
import apis from './operations.json' with { type: 'json' }
import { personalFacts } from './personal.ts'

/*
 * Every operation of Amazon's public models (https://github.com/amzn/selling-partner-api-models), one a line in
 * operations.json. Defaults are left out there.
 */

const region = z.enum(['na', 'eu', 'fe'])

const parameterShape = z.strictObject({
  name: z.string(),
  in: z.enum(['query', 'path', 'header']).default('query'),
  type: z.enum(['string', 'string[]', 'integer', 'number', 'boolean']),
  required: z.boolean().default(false),
  format: z.string().nullable().default(null),
  enum: z.array(z.string()).nullable().default(null),
  max: z.int().nullable().default(null),
  alone: z.boolean().default(false),
})

const operationShape = z.strictObject({
  id: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  parameters: z.array(parameterShape).default([]),
  body: z.boolean().default(false),
  rate: z.number().positive().nullable().default(null),
  burst: z.number().min(1).nullable().default(null),
  readOnly: z.boolean().default(false),
  sandboxOnly: z.boolean().default(false),
  sandbox: z.boolean().default(true),
  deprecated: z.boolean().default(false),
  restricted: z.boolean().default(false),
  dataElements: z.array(z.string()).nullable().default(null),
  restrictedWhen: z.enum(['pii', 'reportType']).nullable().default(null),
  roles: z.array(z.string()).nullable().default(null),
  rolesRegional: z.record(z.string(), z.array(region)).default({}),
  rolesDependOn: z.enum(['reportType', 'feedType', 'notificationType', 'dataset']).nullable().default(null),
  regions: z.array(region).nullable().default(null),
  grantless: z
    .enum(Object.keys(grantlessScopes) as (keyof typeof grantlessScopes)[])
    .nullable()
    .default(null),
  for: z.enum(['seller', 'vendor', 'both']).nullable().default(null),
  withdrawn: z.iso.date().nullable().default(null),
  replacedBy: z.string().nullable().default(null),
  /** How sure the roles are: documented, from a copy of Amazon's table, or inferred. */
  confidence: z.enum(['doc', 'mirror', 'inferred']).optional(),
})

const apiShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  /** Its file below `models/` in Amazon's repository. */
  model: z.string(),
  operations: z.array(operationShape),
})

let parsed: ReadonlyMap<string, OperationFacts> | null = null

/** By key, in the order of their APIs. Read at the first use: not every process needs it. */
export function catalog(): ReadonlyMap<string, OperationFacts> {
  parsed ??= new Map(z.array(apiShape).parse(apis).flatMap(keyed))
  return parsed
}

/** By its key; null for an unknown one. */
export function findOperation(key: string): OperationFacts | null {
  return catalog().get(key) ?? null
}

/** As it is called; null for an operation that Gatehouse never sends. */
export function toOperation({
  id,
  method,
  path,
  rate,
  burst,
  regions,
  grantless,
}: OperationFacts): Operation | null {
  if (method === 'PATCH') return null
  const token = grantless ?? 'selling-partner'
  return { id, method, path, token, rate, burst, ...(regions !== null && { regions }) }
}

function keyed({ id, name, version, operations }: z.output<typeof apiShape>): [string, OperationFacts][] {
  const ids = new Set<string>()
  return operations.map((operation) => {
    // Amazon's model has one id twice, for two methods.
    const own = ids.has(operation.id) ? `${operation.id}.${operation.method}` : operation.id
    ids.add(operation.id)
    const key = `${id}.${own}`
    const { isPersonal, personalWhen } = personalFacts(key, operation)
    const needsRestricted = operation.restricted && operation.restrictedWhen === null
    return [
      key,
      { ...operation, key, api: name, version, isPersonal: isPersonal || needsRestricted, personalWhen },
    ]
  })
}
