import type { BulkActionKind, BulkParameters } from '#drizzle/schema.ts'
import type { Scope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type RenewalObstacle, renewalObstacle } from '../state/renewal-obstacle.ts'
import type { SelectedRow } from '../store/authorization-lists.ts'
import { mostTags, requireTags } from '../tags.ts'

export type { BulkActionKind, BulkParameters }

/** Why an authorization is left out. */
export type Exclusion =
  | 'gone'
  | 'already_paused'
  | 'not_paused'
  | 'paused'
  | 'disconnected'
  | RenewalObstacle
  | 'no_recipient'
  | 'has_tag'
  | 'too_many_tags'
  | 'lacks_tag'

type Facts = Omit<SelectedRow, 'id'>

interface Kind {
  readonly scope: Scope
  /** Amazon is asked: few at the same time, by all workers together. */
  readonly asksAmazon: boolean
  /** Null: the action can be done. */
  readonly exclude: (facts: Facts, parameters: BulkParameters) => Exclusion | null
}

/** The first reason that applies. */
function firstOf(...reasons: readonly (Exclusion | false)[]): Exclusion | null {
  return reasons.find((reason) => reason !== false) ?? null
}

const canUseTokens = ({ isConnected, isPaused }: Facts) =>
  firstOf(!isConnected && 'disconnected', isPaused && 'paused')

/** The bulk actions, and the authorizations that each one applies to. */
export const bulkKinds: Readonly<Record<BulkActionKind, Kind>> = {
  pause: {
    scope: 'authorizations:operate',
    asksAmazon: false,
    exclude: ({ isConnected, isPaused }) =>
      firstOf(!isConnected && 'disconnected', isPaused && 'already_paused'),
  },
  resume: {
    scope: 'authorizations:operate',
    asksAmazon: false,
    exclude: ({ isConnected, isPaused }) =>
      firstOf(!isConnected && 'disconnected', !isPaused && 'not_paused'),
  },
  check: { scope: 'authorizations:operate', asksAmazon: true, exclude: canUseTokens },
  'check-roles': { scope: 'authorizations:operate', asksAmazon: true, exclude: canUseTokens },
  'create-links': { scope: 'links:manage', asksAmazon: false, exclude: renewalObstacle },
  'send-links': {
    scope: 'links:manage',
    asksAmazon: false,
    exclude: (facts) =>
      renewalObstacle(facts) ?? firstOf(facts.isPaused && 'paused', !facts.hasRecipient && 'no_recipient'),
  },
  'add-tag': {
    scope: 'authorizations:annotate',
    asksAmazon: false,
    exclude: ({ tags }, { tag = '', value }) =>
      firstOf(
        tags[tag] === value && 'has_tag',
        tags[tag] === undefined && Object.keys(tags).length >= mostTags && 'too_many_tags',
      ),
  },
  'remove-tag': {
    scope: 'authorizations:annotate',
    asksAmazon: false,
    exclude: ({ tags }, { tag = '' }) => firstOf(tags[tag] === undefined && 'lacks_tag'),
  },
}

export function isBulkKind(text: string): text is BulkActionKind {
  return Object.hasOwn(bulkKinds, text)
}

/** How long a link may live, in days. */
export const bulkLinkDays = [7, 14, 30] as const

/** Keeps only the parameters that an action needs. Throws if one is invalid. */
export function parseParameters(
  kind: BulkActionKind,
  { days, tag = '', value = '' }: BulkParameters,
): BulkParameters {
  switch (kind) {
    case 'create-links':
    case 'send-links':
      if (!bulkLinkDays.some((offered) => offered === days)) throw new AppError('link_life_invalid')
      return { days: days as number }
    case 'add-tag': {
      const [[key, text] = ['', '']] = Object.entries(requireTags({ [tag.trim()]: value.trim() }))
      return { tag: key, value: text }
    }
    case 'remove-tag': {
      const [key = ''] = Object.keys(requireTags({ [tag.trim()]: 'any' }))
      return { tag: key }
    }
    default:
      return {}
  }
}
