import { z } from 'zod'
import type { TokenGrant } from '../amazon/lwa.ts'
import { Secret } from '../secret.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import { type Binding, open, seal } from '../vault/seal.ts'

/** What LWA returned for a code, as it waits in the attempt until the authorization is stored. */
export interface WaitingGrant {
  readonly refreshToken: Secret
  readonly accessToken: Secret
  readonly expiresAt: Date
  readonly requestId: string | null
}

const shape = z.object({
  refreshToken: z.string(),
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
  requestId: z.string().nullable(),
})

function binding(attemptId: string): Binding {
  return { table: 'attempt', column: 'grant_sealed', rowId: attemptId }
}

export function toWaitingGrant(grant: TokenGrant, refreshToken: Secret, now: Date): WaitingGrant {
  return {
    refreshToken,
    accessToken: grant.accessToken,
    expiresAt: new Date(now.getTime() + grant.expiresInSeconds * 1_000),
    requestId: grant.requestId,
  }
}

export function sealGrant(ring: KeyRing, attemptId: string, grant: WaitingGrant): string {
  const text = JSON.stringify({
    refreshToken: grant.refreshToken.expose(),
    accessToken: grant.accessToken.expose(),
    expiresAt: grant.expiresAt.toISOString(),
    requestId: grant.requestId,
  })
  return seal(ring, new Secret(text), binding(attemptId))
}

export function openGrant(ring: KeyRing, attemptId: string, sealed: string): WaitingGrant {
  const parsed = shape.parse(JSON.parse(open(ring, sealed, binding(attemptId)).expose()))
  return {
    refreshToken: new Secret(parsed.refreshToken),
    accessToken: new Secret(parsed.accessToken),
    expiresAt: new Date(parsed.expiresAt),
    requestId: parsed.requestId,
  }
}
