import { Hono } from 'hono'
import { z } from 'zod'
import { type FoundAuthorization, findAuthorizations } from '#lib/authorizations/find.ts'
import { AppError } from '#lib/errors.ts'
import { identifyKey } from '#lib/keys/identify.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import type { Door } from '../answer.ts'
import { readBearer } from '../bearer.ts'
import { respond } from '../respond.ts'

const shape = z.strictObject({
  selling_partner_id: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional(),
  cursor: z.string().max(4_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** `GET /`: the authorizations that the key may see, newest first; `?selling_partner_id=` finds a seller's. */
export function authorizationsDoor(services: Services, counts: VendCounts): Hono<Door> {
  const door = new Hono<Door>()
  door.get('/', async (c) => {
    const actor = await identifyKey(services, readBearer(c.req.header('authorization')))
    counts.use(actor.keyId)
    const { selling_partner_id: sellingPartnerId, cursor: after, limit } = readQuery(c.req.queries())
    const { rows, next } = await findAuthorizations(
      { ...services, actor, requestId: c.get('requestId'), address: null },
      {
        limit,
        ...(sellingPartnerId !== undefined && { sellingPartnerId }),
        ...(after !== undefined && { after }),
      },
    )
    return respond({
      authorizations: rows.map(toWire),
      next_cursor: next,
      request_id: c.get('requestId'),
    })
  })
  return door
}

/** Throws `parameter_repeated`, `parameter_unknown`, `input_invalid`. */
function readQuery(queries: Record<string, string[]>): z.output<typeof shape> {
  const entries = Object.entries(queries).map(([name, values]) => {
    if (values.length > 1) throw new AppError('parameter_repeated', { name: name.slice(0, 100) })
    return [name, values[0]]
  })
  const parsed = shape.safeParse(Object.fromEntries(entries))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError(issue?.code === 'unrecognized_keys' ? 'parameter_unknown' : 'input_invalid')
}

function toWire(row: FoundAuthorization) {
  return {
    id: row.id,
    selling_partner_id: row.sellingPartnerId,
    partner_type: row.partnerType,
    store_name: row.storeName,
    account_id: row.accountId,
    application_id: row.applicationId,
    region: row.region,
    marketplaces: row.marketplaces,
    state: row.state,
    since: row.since.toISOString(),
    authorized_at: row.authorizedAt.toISOString(),
    renews_by: row.renewsBy?.toISOString() ?? null,
  }
}
