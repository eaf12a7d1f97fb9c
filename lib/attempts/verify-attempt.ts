import { z } from 'zod'
import { hostOf } from '../amazon/hosts.ts'
import { findMarketplace, marketplaces, type PartnerType } from '../amazon/marketplaces.ts'
import { endpointOf } from '../amazon/regions.ts'
import { participationProblems } from '../authorizations/participation-problems.ts'
import { toVerified, type Verified, verifyGrant } from '../authorizations/verify.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { recordStep } from './record-step.ts'

interface Verifiable extends Pick<AttemptRow, 'id' | 'marketplaceId' | 'storeTries'> {
  readonly partnerType: PartnerType
}

/** What can't be stored doesn't cost a call of SP-API at each of its tries. */
const mostAsked = 3

/**
 * As `verifyGrant`, for an attempt and with a line in its timeline. After some tries at storing it, SP-API isn't asked
 * again: the grant is stored without its details, which are read later. Throws `marketplace_unknown`.
 */
export async function verifyAttempt(
  ctx: Context,
  { id, marketplaceId, partnerType, storeTries }: Verifiable,
  accessToken: Secret,
  { isRegionSure = false }: { readonly isRegionSure?: boolean } = {},
): Promise<Verified> {
  const marketplace = findMarketplace(marketplaceId ?? '')
  if (marketplace === null) throw new AppError('marketplace_unknown', { attemptId: id })
  if (storeTries > mostAsked) return toVerified(marketplace, { problem: 'unavailable', requestId: null })
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
  consentGroup: z.custom<Verified['consentGroup']>(
    (group) => group === 'unknown' || marketplaces.some(({ consentGroup }) => consentGroup === group),
  ),
  marketplaceId: z.string(),
  storeName: z.string().nullable(),
  participations: z.array(participation).nullable(),
  problem: z.enum(Object.keys(participationProblems) as [keyof typeof participationProblems]).nullable(),
  requestId: z.string().nullable(),
})

/** What an earlier try has kept of SP-API's answer; null: nothing that this version can read. */
export function readKept({ verified }: Pick<AttemptRow, 'verified'>): Verified | null {
  return kept.safeParse(verified).data ?? null
}
