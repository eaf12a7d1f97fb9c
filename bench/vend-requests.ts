import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context.ts'
import { createApiKey } from '#lib/keys/api-keys.ts'
import type { Secret } from '#lib/secret.ts'
import type { Control } from '#simulator/control/control.ts'
import { addGrant } from './grant.ts'

/** A key that may vend everything. */
export async function makeVendKey(system: Context): Promise<Secret> {
  const { key } = await createApiKey(system, {
    id: randomUUID(),
    name: 'Bench',
    scopes: ['tokens:vend'],
    applicationId: null,
    account: null,
    days: null,
  })
  return key
}

export async function addGrants(system: Context, simulator: Control, count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(100, count - ids.length) }, () =>
      addGrant(system, simulator, 'A1USHARBORPINE'),
    )
    ids.push(...(await Promise.all(some)))
  }
  return ids
}

/** A vend as bytes, so that sending requests costs next to nothing. */
export function vendRequest(id: string, key: Secret): string {
  return [
    `POST /api/v1/authorizations/${id}/access-token HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${key.expose()}`,
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
}
