import { marketplaces } from '#lib/amazon/marketplaces.ts'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { days, matching, oneOf, rowId, search, someOf, text } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import { type AuthorizationRow, columnKeys } from './authorization-columns.tsx'
import { flags, healths } from './health-words.ts'

export const sorts = ['attention', 'name', 'newest', 'renewal', 'changed'] as const
export const workflows = ['website', 'appstore', 'self'] as const

export interface AuthorizationsPage extends ListPage<AuthorizationRow> {
  /**
   * Counts of the authorizations that match all other filters, whatever health and flags are chosen. Null: too many to
   * count.
   */
  readonly counts: AuthorizationCounts | null
  /**
   * Counts of those that match all other filters; null: the list isn’t filtered by a role, or there are too many to
   * count.
   */
  readonly roleProgress: { readonly has: number; readonly lacks: number } | null
  readonly choices: FilterChoices
}

/** For the filters. */
export interface FilterChoices {
  readonly applications: readonly { readonly id: string; readonly name: string }[]
  readonly roles: readonly string[]
}

/** The list of selling partners. */
export const authorizationsView = defineView<AuthorizationsPage>()({
  name: 'authorizations',
  path: paths.authorizations,
  parsers: {
    search,
    /** Empty for all. */
    health: someOf(healths),
    /** Empty for all. */
    flags: someOf(flags),
    /** Only those that need action. */
    needs: oneOf(['person'] as const),
    application: rowId,
    region: oneOf(['na', 'eu', 'fe'] as const),
    marketplace: oneOf(marketplaces.map(({ id }) => id)),
    workflow: oneOf(workflows),
    /** A part of its account's name. */
    account: text,
    /** `key=value`, separated by commas: all of them. */
    tags: text,
    reference: text,
    /** One of Amazon's roles, which they lack unless `has` says otherwise. */
    role: text,
    has: oneOf(['role'] as const),
    /** Days within which Amazon's term ends. */
    due: days,
    /** Days within which the health has changed. */
    changed: days,
    incident: rowId,
    /** The id of a compromised encryption key. */
    exposed: matching(/^[a-z0-9-]{1,16}$/),
    sort: oneOf(sorts).withDefault('attention'),
    /** Empty for the default ones. */
    columns: someOf(columnKeys),
  },
  urlKeys: { flags: 'flag', tags: 'tag' },
  refreshEveryMs: 10_000,
})

export type AuthorizationsShown = Shown<typeof authorizationsView>

/** Selling partners that match, by name, without disconnected ones: the server filters before it cuts the list. */
export function connectedMatches(words: string): AuthorizationsShown {
  const health = healths.filter((one) => one !== 'disconnected')
  return { ...authorizationsView.whole, search: words, health, sort: 'name' }
}

/** Adds a choice to a filter, or removes it. */
export function toggle<T extends string>(shown: readonly T[], choice: T): T[] {
  return shown.includes(choice) ? shown.filter((other) => other !== choice) : [...shown, choice]
}

/** The collapsed filters. */
export const noMoreFilters = {
  needs: null,
  application: null,
  region: null,
  marketplace: null,
  workflow: null,
  account: null,
  tags: null,
  reference: null,
  role: null,
  has: null,
  due: null,
  changed: null,
  incident: null,
  exposed: null,
} satisfies Partial<AuthorizationsShown>

/** All filters of the list. */
export const noFilter = {
  search: '',
  health: [],
  flags: [],
  ...noMoreFilters,
} satisfies Partial<AuthorizationsShown>

export function isFiltered(shown: AuthorizationsShown): boolean {
  const { search: words, health, flags: chosen } = shown
  return words !== '' || health.length > 0 || chosen.length > 0 || countMoreFilters(shown) > 0
}

/** How many of the collapsed filters are set. */
export function countMoreFilters(shown: AuthorizationsShown): number {
  const { has: _, ...more } = noMoreFilters
  return Object.keys(more).filter((name) => shown[name as keyof typeof more] !== null).length
}
