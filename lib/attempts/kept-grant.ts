import { z } from 'zod'
import { hostOf } from '../amazon/hosts.ts'
import { findMarketplace, marketplaces, type PartnerType } from '../amazon/marketplaces.ts'
import { endpointOf } from '../amazon/regions.ts'
import {
  type GrantDetails,
  participationProblems,
  toGrantDetails,
  verifyGrant,
} from '../authorizations/participations.ts'
import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { untilStored } from '../database/retry.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import { type AttemptRow, storeRotatedGrant } from '../store/attempts.ts'
import type { IssuedTokens } from '../tokens/install.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import { open, seal } from '../vault/seal.ts'
import { recordStep } from './steps.ts'

const shape = z.object({
  refreshToken: z.string(),
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
  requestId: z.string().nullable(),
})

export function sealGrant(ring: KeyRing, attemptId: string, grant: IssuedTokens): string {
  const text = JSON.stringify({
    refreshToken: grant.refreshToken.expose(),
    accessToken: grant.accessToken.expose(),
    expiresAt: grant.expiresAt.toISOString(),
    requestId: grant.requestId,
  })
  return seal(ring, new Secret(text), seals.attempt.grantSealed({ id: attemptId }))
}

export function openGrant(ring: KeyRing, attemptId: string, sealed: string): IssuedTokens {
  const parsed = shape.parse(
    JSON.parse(open(ring, sealed, seals.attempt.grantSealed({ id: attemptId })).expose()),
  )
  return {
    refreshToken: new Secret(parsed.refreshToken),
    accessToken: new Secret(parsed.accessToken),
    expiresAt: new Date(parsed.expiresAt),
    requestId: parsed.requestId,
  }
}

/** For `tryToken`: seals the rotated token of an attempt's grant into the attempt, until that succeeds. */
export function keepRotatedGrant(ctx: Context, attemptId: string): (grant: IssuedTokens) => Promise<unknown> {
  return (grant) =>
    untilStored(ctx, { attemptId }, () =>
      storeRotatedGrant(autocommit(ctx.db), attemptId, sealGrant(ctx.keyRing, attemptId, grant)),
    )
}

interface Verifiable extends Pick<AttemptRow, 'id' | 'marketplaceId' | 'storeTries'> {
  readonly partnerType: PartnerType
}

/** After this many tries at storing a grant, SP-API is no longer asked about it. */
const mostAsked = 3

/**
 * As `verifyGrant`, for an attempt and with a line in its timeline. After some tries at storing it, SP-API isn't asked
 * again: the grant is stored without its details, which are read later.
 */
export async function verifyAttempt(
  ctx: Context,
  { id, marketplaceId, partnerType, storeTries }: Verifiable,
  accessToken: Secret,
  { isRegionSure = false }: { readonly isRegionSure?: boolean } = {},
): Promise<GrantDetails> {
  const marketplace = findMarketplace(marketplaceId ?? '')
  if (marketplace === null) throw new AppError('marketplace_unknown', { attemptId: id })
  if (storeTries > mostAsked) return toGrantDetails(marketplace, { problem: 'unavailable', requestId: null })
  const startedAt = performance.now()
  const verified = await verifyGrant(ctx, accessToken, { marketplace, partnerType, isRegionSure })
  await recordStep(ctx, id, 'verified', {
    problem: verified.problem,
    ...(verified.problem !== 'vendor' && {
      host: hostOf(endpointOf(verified)),
      amazonRequestId: verified.requestId,
      durationMs: performance.now() - startedAt,
    }),
  })
  return verified
}

const participation = z.object({
  marketplaceId: z.string(),
  countryCode: z.string(),
  marketplaceName: z.string(),
  domainName: z.string(),
  currency: z.string(),
  language: z.string(),
  storeName: z.string(),
  isParticipating: z.boolean(),
  hasSuspendedListings: z.boolean(),
})

const kept = z.object({
  region: z.enum(['na', 'eu', 'fe']),
  consentGroup: z.custom<GrantDetails['consentGroup']>(
    (group) => group === 'unknown' || marketplaces.some(({ consentGroup }) => consentGroup === group),
  ),
  marketplaceId: z.string(),
  storeName: z.string().nullable(),
  participations: z.array(participation).nullable(),
  problem: z.enum(Object.keys(participationProblems) as [keyof typeof participationProblems]).nullable(),
  requestId: z.string().nullable(),
})

/** SP-API's answer from an earlier try; null: none that this version can read. */
export function readKept({ verified }: Pick<AttemptRow, 'verified'>): GrantDetails | null {
  return kept.safeParse(verified).data ?? null
}
