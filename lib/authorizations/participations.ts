import { isAmazonError } from '../amazon/errors.ts'
import {
  type ConsentGroup,
  findMarketplace,
  type Marketplace,
  marketplaces,
  type PartnerType,
} from '../amazon/marketplaces.ts'
import { operations } from '../amazon/operations.ts'
import type { Region } from '../amazon/regions.ts'
import { type MarketplaceParticipation, parseMarketplaceParticipations } from '../amazon/sellers.ts'
import { parseOperationResponse, saysSecretExpired } from '../amazon/sp-api.ts'
import type { Context, Tx } from '../context.ts'
import { appendEvents } from '../events/append.ts'
import type { HttpResponse } from '../http.ts'
import type { Secret } from '../secret.ts'
import { settleState } from '../state/settle-state.ts'
import {
  type AuthorizationJoined,
  type AuthorizationRow,
  lockSameGrant,
  settleConsentGroup,
  updateAuthorization,
} from '../store/authorizations.ts'
import { listParticipations, replaceParticipations } from '../store/participations.ts'
import { callAsSeller } from '../tokens/call-as-seller.ts'
import type { EventFacts } from './append-change.ts'

/**
 * What is known about a grant besides its tokens. Without a problem, SP-API has just said it; otherwise it is what the
 * seller, an operator or an import chose, because SP-API refused, didn't answer or wasn't asked.
 */
export interface GrantDetails {
  readonly region: Region
  readonly consentGroup: ConsentGroup | 'unknown'
  /** Where the seller signs in to give this consent. */
  readonly marketplaceId: string
  readonly storeName: string | null
  /** Null when Amazon returned none: the ones known before stay. */
  readonly participations: readonly MarketplaceParticipation[] | null
  readonly problem: ParticipationProblem | null
  readonly requestId: string | null
}

type Answer =
  | {
      readonly region: Region
      readonly participations: MarketplaceParticipation[]
      readonly requestId: string | null
    }
  | { readonly problem: ParticipationProblem; readonly requestId: string | null }

/** The deadline for all regions together. Anything unknown by then is read later: a seller is waiting. */
export const verifyDeadlineMs = 20_000

/**
 * Reads the participations with a fresh access token. Sellers can switch to another region than our button meant,
 * and nothing in the redirect says so: a refusal or an empty list is asked again in the other two.
 */
export async function verifyGrant(
  ctx: Context,
  accessToken: Secret,
  hint: {
    readonly marketplace: Marketplace
    readonly partnerType: PartnerType
    /** An operator or an import has named the region. */
    readonly isRegionSure?: boolean
  },
): Promise<GrantDetails> {
  const { marketplace, partnerType, isRegionSure = false } = hint
  if (partnerType === 'vendor') return toGrantDetails(marketplace, { problem: 'vendor', requestId: null })
  const { region } = marketplace
  const endsAt = performance.now() + verifyDeadlineMs
  const ask = (where: Region) =>
    readAnswer(where, () =>
      ctx.amazon.call(operations.getMarketplaceParticipations, { region: where }, accessToken, {
        timeoutMs: endsAt - performance.now(),
      }),
    )
  return toGrantDetails(marketplace, await (isRegionSure ? ask(region) : askRegions(ask, region)))
}

/** Without participations, the chosen marketplace decides. `answer` may also say that SP-API isn't asked. */
export function toGrantDetails(marketplace: Marketplace, answer: Answer): GrantDetails {
  if (!('problem' in answer)) return { ...locate(answer, marketplace), problem: null }
  const { region, consentGroup, id: marketplaceId } = marketplace
  return { region, consentGroup, marketplaceId, storeName: null, participations: null, ...answer }
}

async function askRegions(ask: (region: Region) => Promise<Answer>, first: Region): Promise<Answer> {
  const answer = await ask(first)
  if (!('problem' in answer) || (answer.problem !== 'refused' && answer.problem !== 'none')) return answer
  const others = (['na', 'eu', 'fe'] as const).filter((region) => region !== first)
  const answers = await Promise.all(others.map(ask))
  return answers.find((other) => !('problem' in other)) ?? answer
}

/** The seller's marketplaces as a call returned them, or why it returned none. Rethrows errors that aren't Amazon's. */
export async function readAnswer(
  region: Region,
  call: () => Promise<{ readonly response: HttpResponse }>,
): Promise<Answer> {
  try {
    const { response } = await call()
    const requestId = response.headers.get('x-amzn-requestid')
    const participations = parseMarketplaceParticipations(parseOperationResponse(response))
    if (participations === null) return { problem: 'unreadable', requestId }
    const here = participations.filter(({ marketplaceId }) => {
      const known = findMarketplace(marketplaceId)
      return known === null || known.region === region
    })
    return here.length === 0 ? { problem: 'none', requestId } : { region, participations, requestId }
  } catch (error) {
    const problem = toParticipationProblem(error)
    if (problem === null) throw error
    return { problem, requestId: isAmazonError(error) ? error.requestId : null }
  }
}

/**
 * Derives the consent group of a grant from its participations. If they leave it open, it stays `unknown`: a grant for
 * one country must never replace one for another.
 */
export function locate(
  answer: Extract<Answer, { region: Region }>,
  hint: Marketplace,
): Omit<GrantDetails, 'problem'> {
  const known = answer.participations.flatMap((row) => findMarketplace(row.marketplaceId) ?? [])
  const ofRegion = known.filter((marketplace) => marketplace.region === answer.region)
  const ofHint = ofRegion.filter(({ consentGroup }) => consentGroup === hint.consentGroup)
  // Only marketplaces that are in no table: the region is certain nevertheless.
  const open = ofRegion.length > 0 ? ofRegion : marketplacesLike(hint, answer.region)
  const consentGroup = ofHint.length > 0 ? hint.consentGroup : onlyGroupOf(open)
  const isHintHome = ofRegion.length === 0 || ofRegion.some(({ id }) => id === hint.id)
  const home = isHintHome ? hint : (ofHint[0] ?? ofRegion[0] ?? hint)
  const stores = answer.participations.filter(({ storeName }) => storeName !== '')
  const store = stores.find(({ marketplaceId }) => marketplaceId === home.id) ?? stores[0]
  return {
    region: answer.region,
    consentGroup,
    marketplaceId: home.id,
    storeName: store?.storeName ?? null,
    participations: answer.participations,
    requestId: answer.requestId,
  }
}

function marketplacesLike(hint: Marketplace, region: Region): readonly Marketplace[] {
  return hint.region === region ? [hint] : marketplaces.filter((row) => row.region === region)
}

/** The consent group that the marketplaces alone prove; null when they leave it open. */
export function provenGroup(answer: Pick<GrantDetails, 'region' | 'participations'>): ConsentGroup | null {
  const known = (answer.participations ?? []).flatMap((row) => findMarketplace(row.marketplaceId) ?? [])
  const group = onlyGroupOf(known.filter(({ region }) => region === answer.region))
  return group === 'unknown' ? null : group
}

function onlyGroupOf(rows: readonly Marketplace[]): ConsentGroup | 'unknown' {
  const [first, ...others] = new Set(rows.map(({ consentGroup }) => consentGroup))
  return first !== undefined && others.length === 0 ? first : 'unknown'
}

/** Why there are no marketplace participations, in plain words. */
export const participationProblems = {
  vendor: 'Connected. Amazon provides no store details for vendors.',
  refused:
    'Amazon refuses to list the marketplaces (403). Either the application lacks the role Product Listing or Selling Partner Insights, or got it after the seller authorized, or the selling account is deactivated.',
  throttled: 'Amazon’s rate limit for this call was used up. Gatehouse asks again later.',
  unavailable: 'Amazon didn’t answer. Gatehouse asks again later.',
  secret_expired:
    'Amazon says that the client secret of the application has expired. Gatehouse asks again once it has been replaced.',
  unreadable: 'Amazon’s answer can’t be read.',
  none: 'Amazon lists no marketplace for this selling partner in any region.',
} as const

export type ParticipationProblem = keyof typeof participationProblems

export function explainParticipationProblem(problem: string): string {
  return Object.hasOwn(participationProblems, problem)
    ? participationProblems[problem as ParticipationProblem]
    : problem
}

const passing: readonly string[] = ['throttled', 'unavailable', 'unreadable', 'secret_expired']

/** True for a temporary problem that says nothing about the seller. */
export function isPassing(problem: string): boolean {
  return passing.includes(problem)
}

/** Whether Amazon's last answer about the seller, good or bad, stays in force, because there was no new one. */
export function keepsAnswer(
  before: Pick<AuthorizationRow, 'participationsReadAt' | 'participationsProblem'>,
  { problem }: Pick<GrantDetails, 'problem'>,
): boolean {
  const { participationsReadAt: readAt, participationsProblem: known } = before
  const isKnown = known === null ? readAt !== null : !isPassing(known)
  return isKnown && problem !== null && isPassing(problem)
}

/** Whether Amazon hasn't answered about this grant yet, but about an earlier one. */
export function isBeforeGrant({
  participationsReadAt: readAt,
  renewedAt,
}: Pick<AuthorizationRow, 'participationsReadAt' | 'renewedAt'>): boolean {
  return readAt !== null && readAt < renewedAt
}

/** Null for anything that isn't Amazon's. */
export function toParticipationProblem(error: unknown): ParticipationProblem | null {
  if (!isAmazonError(error)) return null
  if (error.kind === 'unreachable') return 'unavailable'
  if (error.kind === 'unreadable') return 'unreadable'
  if (error.kind === 'sp-api' && saysSecretExpired(error)) return 'secret_expired'
  if (error.status === 429) return 'throttled'
  return error.status >= 500 ? 'unavailable' : 'refused'
}

/** Asks Amazon in the record's own region only: a grant never moves. Null: there was no access token to ask with. */
export async function rereadParticipations(
  ctx: Context,
  joined: AuthorizationJoined,
): Promise<GrantDetails | null> {
  const { marketplaceId, partnerType, region } = joined.authorization
  const marketplace = findMarketplace(marketplaceId)
  if (marketplace === null) throw new Error(`an authorization of the unknown marketplace ${marketplaceId}`)
  if (partnerType === 'vendor') return toGrantDetails(marketplace, { problem: 'vendor', requestId: null })
  const { response, error, noToken } = await callAsSeller(
    ctx,
    joined,
    operations.getMarketplaceParticipations,
  )
  if (noToken !== null) return null
  const answer = await readAnswer(region, async () => {
    if (response === null) throw error
    return { response }
  })
  return toGrantDetails(marketplace, answer)
}

/**
 * Facts that Amazon didn't send this time keep their values, with the reason beside them. A temporary reason replaces
 * no known answer: Amazon is asked again after an hour if it hasn't answered about this grant yet, otherwise after a
 * day. Resolves with the participations known before; null: Amazon sent none, or the grant was replaced or ended
 * meanwhile.
 */
export async function storeParticipations(
  tx: Tx,
  asked: Pick<AuthorizationRow, 'id' | 'renewedAt'>,
  verified: GrantDetails,
): Promise<readonly MarketplaceParticipation[] | null> {
  // Locks the record first, like the storing of a grant: in another order, the two could deadlock.
  const before = await lockSameGrant(tx.db, asked)
  if (before === null) return null
  const { participations, problem, storeName, requestId } = verified
  await updateAuthorization(tx.db, before.id, {
    participationsAskedAt: tx.now(),
    ...(storeName === null ? {} : { storeName }),
    ...(keepsAnswer(before, verified)
      ? {}
      : {
          participationsReadAt: tx.now(),
          participationsProblem: problem,
          participationsRequestId: requestId,
        }),
  })
  const proven = before.consentGroup === 'unknown' ? provenGroup(verified) : null
  if (proven !== null) await settleConsentGroup(tx.db, before.id, proven)
  const known = participations === null ? null : await listParticipations(tx.db, [before.id])
  if (participations !== null && known !== null && !isSameList(known, participations)) {
    await replaceParticipations(tx.db, before.id, participations)
    await appendParticipationChange(tx, before, known, participations, requestId)
  }
  await settleState(tx, [before.id])
  return known
}

/** Nearly always true, from one day to the next. */
function isSameList(
  before: readonly MarketplaceParticipation[],
  now: readonly MarketplaceParticipation[],
): boolean {
  return before.length === now.length && now.every((row) => before.some((other) => isSame(row, other)))
}

function isSame(one: MarketplaceParticipation, other: MarketplaceParticipation): boolean {
  return (Object.keys(one) as (keyof MarketplaceParticipation)[]).every((key) => one[key] === other[key])
}

/** Runs in the transaction that stores them. Unchanged participations add no event. */
export async function appendParticipationChange(
  tx: Tx,
  { id, applicationId, accountId, externalReference, tags }: EventFacts,
  before: readonly Participation[],
  now: readonly Participation[],
  amazonRequestId: string | null,
): Promise<void> {
  const [added, removed] = [onlyIn(now, before), onlyIn(before, now)]
  if (added.length === 0 && removed.length === 0) return
  await appendEvents(tx, [
    {
      type: 'participation.changed',
      subjectId: id,
      authorizationId: id,
      applicationId,
      accountId,
      externalReference,
      tags,
      amazonRequestId,
      data: { added, removed },
    },
  ])
}

type Participation = Pick<MarketplaceParticipation, 'marketplaceId' | 'countryCode' | 'isParticipating'>

/** The marketplaces in which the seller participates according to one list, but not the other. */
export function onlyIn(list: readonly Participation[], other: readonly Participation[]) {
  const ids = new Set(other.flatMap((row) => (row.isParticipating ? [row.marketplaceId] : [])))
  return list
    .filter((row) => row.isParticipating && !ids.has(row.marketplaceId))
    .map(({ marketplaceId, countryCode }) => ({ marketplaceId, countryCode }))
    .sort((one, another) => (one.marketplaceId < another.marketplaceId ? -1 : 1))
}
