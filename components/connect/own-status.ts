import type { State } from '#lib/authorizations/status.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { Tone } from '../theme.ts'
import { utcDate } from '../ui/format.ts'

export interface OwnStatus {
  readonly label: string
  readonly tone: Tone
  /** What it means for the seller; null where there is nothing to say. */
  readonly sentence: string | null
  /** Whether the seller is asked to authorize again. */
  readonly asksSeller: boolean
}

/** The facts of an authorization that decide what its seller reads. */
export type OwnFacts = Pick<
  AuthorizationView,
  | 'state'
  | 'renewsBy'
  | 'missingRoles'
  | 'workflow'
  | 'partnerType'
  | 'disconnectedBy'
  | 'participationsProblem'
>

/**
 * The state in the words of the seller, who sees less of the machinery than an operator: what is due, why, and what
 * happens meanwhile. Pure.
 */
export function ownStatus(facts: OwnFacts, companyName: string, now: Date): OwnStatus {
  const { sentence, ...status } = wordsOf(facts)
  return { ...status, sentence: sentence(companyName, facts, now) }
}

function wordsOf({ state, missingRoles, workflow, participationsProblem }: OwnFacts): Words {
  if (state === 'unverified' && isRefusedByAmazon(participationsProblem)) return refusedByAmazon
  if (workflow === 'self' && words[state].asksSeller)
    return state === 'disconnected' ? endedByCompany : ownApplication
  return missingRoles === null ? words[state] : rolesWords
}

type Sentence = (companyName: string, facts: OwnFacts, now: Date) => string | null

interface Words extends Omit<OwnStatus, 'sentence'> {
  readonly sentence: Sentence
}

/** Amazon has answered, and will answer the same until somebody does something. */
export function isRefusedByAmazon(participationsProblem: string | null): boolean {
  return participationsProblem === 'refused' || participationsProblem === 'none'
}

const refusedByAmazon: Words = {
  label: 'Refused by Amazon',
  tone: 'doubt',
  sentence: (companyName, { participationsProblem }) =>
    participationsProblem === 'none'
      ? `Your permission is stored, but Amazon lists no store for this account. Sign in to Seller Central and check that the account is active and set up. ${companyName} sees this problem, too.`
      : `Your permission is stored, but Amazon refuses every request about this account. Sign in to Seller Central and check that the account is active. If it is, ${companyName} has to change something: they see this problem, too.`,
  asksSeller: false,
}

const nothing: Sentence = () => null
/** Only its owner can authorize a private application. */
const ownApplication: Words = {
  label: 'Being renewed',
  tone: 'due',
  sentence: (companyName) =>
    `${companyName} set this connection up and renews it, too. You need to do nothing.`,
  asksSeller: false,
}
const endedByCompany: Words = {
  label: 'Disconnected',
  tone: 'neutral',
  sentence: (companyName) =>
    `Our access is destroyed. ${companyName} set this connection up, and can do so again.`,
  asksSeller: false,
}

const words: Readonly<Record<State, Words>> = {
  healthy: { label: 'Connected', tone: 'good', sentence: nothing, asksSeller: false },
  unverified: {
    label: 'Connected',
    tone: 'good',
    sentence: (companyName, { partnerType }) =>
      partnerType === 'vendor'
        ? null
        : `Your permission works, but Amazon has not named your marketplaces. ${companyName} sees to it; you need to do nothing.`,
    asksSeller: false,
  },
  'renewal-due': { label: 'Renewal due', tone: 'due', sentence: renewalSentence, asksSeller: true },
  'in-doubt': {
    label: 'Being checked',
    tone: 'doubt',
    sentence: () =>
      'Amazon refused our access. We try again automatically; you don’t need to do anything yet.',
    asksSeller: false,
  },
  degraded: {
    label: 'Being checked',
    tone: 'doubt',
    sentence: () => 'Amazon does not answer as usual. We try again by ourselves; you need to do nothing.',
    asksSeller: false,
  },
  blocked: {
    label: 'Interrupted',
    tone: 'blocked',
    sentence: () => 'Something has to be repaired on our side. You need to do nothing; it goes on by itself.',
    asksSeller: false,
  },
  'needs-reauthorization': {
    label: 'Authorize again',
    tone: 'bad',
    sentence: () =>
      'Amazon no longer accepts your permission: it ran out, or it was ended at Amazon. Authorize again, and everything goes on where it stopped.',
    asksSeller: true,
  },
  paused: {
    label: 'Paused',
    tone: 'neutral',
    sentence: (companyName) =>
      `${companyName} has paused this connection. You need to do nothing; your permission is kept until they go on.`,
    asksSeller: false,
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    sentence: (companyName, { disconnectedBy }) =>
      `${disconnectedBy === 'operator' ? `${companyName} ended this connection, and its` : 'Our'} access is destroyed. To take it up again, authorize again.`,
    asksSeller: true,
  },
}

const rolesWords: Words = {
  label: 'Authorize again',
  tone: 'due',
  sentence: (companyName, { missingRoles }) =>
    `${companyName} asks for more than you have allowed so far${
      missingRoles === null || missingRoles.length === 0 ? '' : `: ${missingRoles.join(', ')}`
    }. Authorize again to allow it. What works now goes on working.`,
  asksSeller: true,
}

/** Amazon's documents disagree on whether a permission ends with its term, so this states a date that has passed and claims nothing. */
function renewalSentence(_companyName: string, { renewsBy }: OwnFacts, now: Date): string | null {
  if (renewsBy === null) return null
  return renewsBy > now
    ? `Amazon wants your permission to be renewed once in a while: please do so by ${utcDate(renewsBy)}. Everything works on meanwhile.`
    : `Amazon wanted your permission to be renewed by ${utcDate(renewsBy)}. It still works, but Amazon may end it at any time: please renew it now.`
}
