import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { dayIn, listIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'
import type { Text } from '#lib/languages/text.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import type { Tone } from '../theme.ts'

export interface OwnStatus {
  readonly label: string
  readonly tone: Tone
  /** The meaning for the seller; null where there is nothing to say. */
  readonly sentence: string | null
  /** Whether the seller is asked to authorize again. */
  readonly asksSeller: boolean
}

/** The facts of an authorization that decide what its seller reads. */
export type OwnFacts = Pick<
  AuthorizationView,
  | 'health'
  | 'flags'
  | 'renewsBy'
  | 'missingRoles'
  | 'partnerType'
  | 'disconnectedBy'
  | 'participationsProblem'
  | 'renewalObstacle'
>

export interface StatusContext {
  readonly companyName: string
  readonly now: Date
  readonly text: Text<'status'>
  readonly language: Language
}

/**
 * The state in words for the seller, with less detail than for operators: what is due, why, and what happens until
 * then.
 */
export function ownStatus(facts: OwnFacts, context: StatusContext): OwnStatus {
  const { label, sentence, tone, asksSeller } = wordsOf(facts)
  return {
    label: context.text(label),
    sentence: sentence(context.text, { company: context.companyName }, facts, context),
    tone,
    asksSeller,
  }
}

/** Only sellers who can authorize are asked to. */
function wordsOf(facts: OwnFacts): Words {
  const { health, renewalObstacle } = facts
  const found = wordsOfState(facts)
  if (!found.asksSeller) return found
  switch (renewalObstacle) {
    case null:
      return found
    case 'released':
      return { ...found, asksSeller: false }
    case 'application_retired':
      if (health === 'working') return words.working
      return health === 'disconnected' ? endedForGood : retired
    default:
      return health === 'disconnected' ? endedByCompany : ownApplication
  }
}

function wordsOfState({ health, flags }: OwnFacts): Words {
  if (health !== 'working') return words[health]
  if (flags.includes('roles_missing')) return rolesWords
  if (flags.includes('renewal_overdue') || flags.includes('renewal_due')) return renewalWords
  if (flags.includes('details_missing')) return refusedByAmazon
  return flags.includes('listings_suspended') ? suspendedWords : words.working
}

type Sentence = (
  text: Text<'status'>,
  company: { readonly company: string },
  facts: OwnFacts,
  context: StatusContext,
) => string | null

interface Words extends Omit<OwnStatus, 'label' | 'sentence'> {
  readonly label: Parameters<Text<'status'>>[0]
  readonly sentence: Sentence
}

/** Amazon has answered, and will give the same answer until somebody acts. */
const refusedByAmazon: Words = {
  label: 'refused.label',
  tone: 'doubt',
  sentence: (text, company, { participationsProblem }) =>
    text(participationsProblem === 'none' ? 'refused.noStore' : 'refused.text', company),
  asksSeller: false,
}

/** The company authorizes it, not the seller. */
const ownApplication: Words = {
  label: 'ownApplication.label',
  tone: 'due',
  sentence: (text, company) => text('ownApplication.text', company),
  asksSeller: false,
}
const endedByCompany: Words = {
  label: 'disconnected.label',
  tone: 'neutral',
  sentence: (text, company) => text('disconnected.ownApplication', company),
  asksSeller: false,
}

const retired: Words = {
  label: 'retired.label',
  tone: 'neutral',
  sentence: (text, company) => text('retired.text', company),
  asksSeller: false,
}
const endedForGood: Words = {
  label: 'disconnected.label',
  tone: 'neutral',
  sentence: (text, company) => text('retired.ended', company),
  asksSeller: false,
}

const words: Readonly<Record<DisplayedHealth, Words>> = {
  working: { label: 'working.label', tone: 'good', sentence: () => null, asksSeller: false },
  retrying: {
    label: 'retrying.label',
    tone: 'doubt',
    sentence: (text) => text('retrying.text'),
    asksSeller: false,
  },
  blocked: {
    label: 'blocked.label',
    tone: 'blocked',
    sentence: (text) => text('blocked.text'),
    asksSeller: false,
  },
  reauthorization_needed: {
    label: 'reauthorization_needed.label',
    tone: 'bad',
    sentence: (text) => text('reauthorization_needed.text'),
    asksSeller: true,
  },
  paused: {
    label: 'paused.label',
    tone: 'neutral',
    sentence: (text, company) => text('paused.text', company),
    asksSeller: false,
  },
  disconnected: {
    label: 'disconnected.label',
    tone: 'neutral',
    sentence: (text, company, { disconnectedBy }) =>
      disconnectedBy === 'operator' ? text('disconnected.byCompany', company) : text('disconnected.text'),
    asksSeller: true,
  },
}

const renewalWords: Words = {
  label: 'renewal.label',
  tone: 'due',
  sentence: renewalSentence,
  asksSeller: true,
}

const suspendedWords: Words = {
  label: 'working.label',
  tone: 'doubt',
  sentence: (text) => text('suspended.text'),
  asksSeller: false,
}

const rolesWords: Words = {
  label: 'roles.label',
  tone: 'due',
  sentence: (text, company, { missingRoles }, { language }) =>
    missingRoles === null || missingRoles.length === 0
      ? text('roles.text', company)
      : text('roles.named', { ...company, roles: listIn(language, missingRoles) }),
  asksSeller: true,
}

/**
 * Amazon's documents disagree on whether a permission ends with its term, so this states a date that has passed and
 * claims nothing.
 */
function renewalSentence(...[text, , { renewsBy }, { now, language }]: Parameters<Sentence>): string | null {
  if (renewsBy === null) return null
  return text(renewsBy > now ? 'renewal.due' : 'renewal.overdue', { date: dayIn(language, renewsBy) })
}
