import { checksum } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'

export type Details = Readonly<Record<string, string | number | boolean | null>>

/**
 * Details whose texts are our ids, codes and times, or Amazon's. Every other text may name a person, so it is kept
 * where it can be erased. The migration that introduced this has the same list.
 */
export const factNames: ReadonlySet<string> = new Set([
  'accountId',
  'action',
  'applicationId',
  'attemptId',
  'authorizationId',
  'before',
  'by',
  'callId',
  'came',
  'changed',
  'channelId',
  'code',
  'consentGroup',
  'countries',
  'deliveryId',
  'ending',
  'eventTypes',
  'flags',
  'from',
  'fromAccountId',
  'gone',
  'hash',
  'health',
  'invitationId',
  'kind',
  'language',
  'logo',
  'marketplaceId',
  'method',
  'operation',
  'outcome',
  'partnerType',
  'personId',
  'policy',
  'prefix',
  'previous',
  'previousUntil',
  'problem',
  'reason',
  'refused',
  'region',
  'renewedAt',
  'replacedTokenOf',
  'requestId',
  'resetId',
  'role',
  'sandbox',
  'scopes',
  'side',
  'since',
  'source',
  'status',
  'to',
  'toAccountId',
  'unknown',
  'until',
  'workflow',
  'works',
])

/** The personal part of an entry, as it is stored and digested. */
export interface Personal {
  readonly salt: string
  readonly content: string
  readonly digest: string
}

export interface SplitDetails {
  /** The part that stays in the entry for good. */
  readonly facts: Details
  /** Null: nothing to erase. */
  readonly personal: Personal | null
}

export function splitDetails(details: Details, address: string | null): SplitDetails {
  const isFact = ([name, value]: readonly [string, Details[string]]) =>
    typeof value !== 'string' || factNames.has(name)
  const named = Object.entries(details)
  const erasable = named.filter((one) => !isFact(one))
  const facts = Object.fromEntries(named.filter(isFact))
  if (address === null && erasable.length === 0) return { facts, personal: null }
  const content = JSON.stringify({
    ...(address !== null && { address }),
    ...(erasable.length > 0 && { details: Object.fromEntries(erasable) }),
  })
  const salt = randomToken()
  return { facts, personal: { salt, content, digest: digestPersonal(salt, content) } }
}

export function digestPersonal(salt: string, content: string): string {
  return checksum(salt + content)
}
