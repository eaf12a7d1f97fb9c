import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { lwaRows } from '../lwa/errors.ts'
import { apiRows } from '../sp-api/errors.ts'
import { type Endpoint, endpoints, whyNever } from './fault-places.ts'

const scope = {
  /** Where it applies; left out: everywhere. */
  at: z.enum(endpoints).optional(),
  /** Only requests of this seller or vendor. */
  sellingPartnerId: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional(),
  /** Only requests to this Amazon host. */
  host: z.string().max(100).optional(),
  /** Only this grant type at the token endpoint. */
  grantType: z.enum(['authorization_code', 'refresh_token', 'client_credentials']).optional(),
  /** How often it applies before it is removed; left out: until it is removed. */
  times: z.int().min(1).max(1_000_000).optional(),
  /** How long it applies, by the simulator's clock; left out: until it is removed. */
  forSeconds: z.int().min(1).max(1_000_000).optional(),
}

/** `before`: Amazon never received the request. `after`: it was processed, and the answer is lost. */
const when = z.enum(['before', 'after']).default('before')

const definitionShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().min(1).max(600_000), ...scope }),
  z.strictObject({ kind: z.literal('reset'), when, ...scope }),
  z.strictObject({ kind: z.literal('hang'), when, ...scope }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503), z.literal(504)]),
    retryAfterSeconds: z.int().min(0).max(86_400).optional(),
    ...scope,
  }),
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599).default(503), ...scope }),
  z.strictObject({ kind: z.literal('truncated-body'), ...scope }),
  // Replaces fields of Amazon's JSON answer; null removes one.
  z.strictObject({
    kind: z.literal('changed-body'),
    fields: z.record(z.string().max(100), z.json()),
    ...scope,
  }),
  // A refusal in Amazon's words, by its row; L… at the token endpoint, the others at SP-API.
  z.strictObject({ kind: z.literal('refuse'), row: z.enum([...lwaRows, ...apiRows]), ...scope }),
  z.strictObject({ kind: z.literal('invalid-grant'), ...scope }),
  z.strictObject({ kind: z.literal('rotate-refresh-token'), ...scope }),
  z.strictObject({ kind: z.literal('bare-callback-uri'), ...scope }),
])

export const faultShape = definitionShape.superRefine((fault, context) => {
  const reason = whyNever(fault)
  if (reason !== null) context.addIssue({ code: 'custom', message: reason })
})

export type FaultFacts = z.input<typeof faultShape>
export type Fault = z.output<typeof faultShape> & {
  readonly id: string
  /** Null: no end. */
  readonly endsAt: number | null
  struck: number
}

/** The facts of a request by which faults are chosen. */
export interface Target {
  readonly at: Endpoint
  readonly host: string
  readonly sellingPartnerId: string | null
  readonly grantType: string | null
}

export interface Faults {
  /** Throws ZodError with the shape's words; at most a hundred at a time. */
  add(facts: unknown): Fault
  remove(id: string): boolean
  clear(): void
  all(): readonly Fault[]
  /** Every fault that can apply to this request. Each counts as applied once, unless `takeEffect` counts it. */
  apply(target: Target): readonly Fault[]
  /** A fault changes its answer, which counts. False: another request has used it up meanwhile. */
  takeEffect(fault: Fault): boolean
}

/** Kinds that change some answers only, such as those of one endpoint: other requests don't use them up. */
const selective: ReadonlySet<Fault['kind']> = new Set([
  'refuse',
  'changed-body',
  'invalid-grant',
  'rotate-refresh-token',
  'bare-callback-uri',
] as const)

const none: readonly Fault[] = []

export function createFaults(now: () => number): Faults {
  let faults: Fault[] = []
  const count = (struck: readonly Fault[]) => {
    for (const fault of struck) fault.struck += 1
    faults = faults.filter((fault) => fault.times === undefined || fault.struck < fault.times)
  }
  const forgetEnded = () => {
    if (faults.length > 0) faults = faults.filter(({ endsAt }) => endsAt === null || now() < endsAt)
  }
  return {
    add(facts) {
      const parsed = faultShape.parse(facts)
      if (faults.length >= 100) throw new RangeError('There are 100 faults already: remove some first.')
      const { forSeconds } = parsed
      const endsAt = forSeconds === undefined ? null : now() + forSeconds * 1_000
      const fault: Fault = { ...parsed, id: randomUUID(), endsAt, struck: 0 }
      faults.push(fault)
      return fault
    },
    remove(id) {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      return faults.length < before
    },
    clear() {
      faults = []
    },
    all: () => {
      forgetEnded()
      return faults
    },
    apply(target) {
      forgetEnded()
      if (faults.length === 0) return none
      const applied = faults.filter((fault) => appliesTo(fault, target))
      count(applied.filter(({ kind }) => !selective.has(kind)))
      return applied
    },
    takeEffect(fault) {
      if (!faults.includes(fault)) return false
      count([fault])
      return true
    },
  }
}

function appliesTo(fault: Fault, target: Target): boolean {
  return (
    (fault.at === undefined || fault.at === target.at) &&
    (fault.host === undefined || fault.host === target.host) &&
    (fault.sellingPartnerId === undefined || fault.sellingPartnerId === target.sellingPartnerId) &&
    (fault.grantType === undefined || fault.grantType === target.grantType)
  )
}
