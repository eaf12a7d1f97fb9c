import type { Context as Exchange } from 'hono'
import type { Context } from '#lib/context.ts'
import { identifyKey } from '#lib/keys/identify.ts'
import type { Services } from '#lib/services.ts'
import type { KeyActor } from '#lib/tokens/judge-key.ts'
import type { Door } from './answer.ts'
import { readBearer } from './bearer.ts'

/** For a request by whoever holds its key. Throws `api_key_missing`, and what `identifyKey` throws. */
export async function keyContext(
  services: Services,
  c: Exchange<Door>,
): Promise<Context & { readonly actor: KeyActor }> {
  const actor = await identifyKey(services, readBearer(c.req.header('authorization')))
  return { ...services, actor, requestId: c.get('requestId'), address: null }
}
