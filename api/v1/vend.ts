import { type Context as Exchange, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import type { Door } from '../answer.ts'
import { readBearer } from '../bearer.ts'
import { respond } from '../respond.ts'

const shape = z.strictObject({ min_ttl: z.int().min(0).max(3_300).optional() })
const mostBytes = 1_024

/** `POST /:id/access-token`: hands an access token to the holder of a key. */
export function vendDoor(services: Services, counts: VendCounts): Hono<Door> {
  const door = new Hono<Door>()
  door.post('/:id/access-token', async (c) => {
    const key = readBearer(c.req.header('authorization'))
    const minTtlSeconds = await readMinTtl(c)
    const authorizationId = c.req.param('id')
    const vend = await vendAccessToken(
      { ...services, actor: { kind: 'visitor' }, requestId: c.get('requestId'), address: null },
      { key, authorizationId, ...(minTtlSeconds !== undefined && { minTtlSeconds }) },
    )
    counts.count(vend.keyId, authorizationId)
    return respond({
      access_token: vend.accessToken.expose(),
      expires_at: vend.expiresAt.toISOString(),
      seconds_left: vend.secondsLeft,
      region: vend.region,
      endpoint: vend.endpoint,
      marketplaces: vend.marketplaces,
      request_id: c.get('requestId'),
    })
  })
  return door
}

/** The body may be left out. Throws `body_unreadable`, `parameter_unknown`, `min_ttl_invalid`. */
async function readMinTtl(c: Exchange<Door>): Promise<number | undefined> {
  const length = c.req.header('content-length')
  if (length === '0' || (length === undefined && c.req.header('transfer-encoding') === undefined)) {
    return undefined
  }
  if (!(Number(length) <= mostBytes)) throw new AppError('body_unreadable', { length: length ?? 'unknown' })
  const parsed = shape.safeParse(parseJson(await c.req.text()))
  if (parsed.success) return parsed.data.min_ttl
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys')
    throw new AppError('parameter_unknown', { keys: issue.keys.length })
  throw new AppError(issue?.path[0] === 'min_ttl' ? 'min_ttl_invalid' : 'body_unreadable')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('body_unreadable')
  }
}
