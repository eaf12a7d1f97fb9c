import type { State } from '#lib/authorizations/status.ts'

export const sorts = ['attention', 'name', 'newest'] as const
export type Sort = (typeof sorts)[number]

/** What the list of selling partners shows. All of it stands in the address. */
export interface ListView {
  readonly search: string
  /** Empty for all. */
  readonly states: readonly State[]
  readonly sort: Sort
  /** The cursor that the page before ended with; null on the first page. */
  readonly after: string | null
}

export const wholeList: ListView = { search: '', states: [], sort: 'attention', after: null }

/** `?search=…`, with the defaults left out; empty for the whole list. */
export function listParameters(view: ListView): string {
  const parameters = new URLSearchParams()
  if (view.search !== '') parameters.set('search', view.search)
  if (view.states.length > 0) parameters.set('state', view.states.join(','))
  if (view.sort !== 'attention') parameters.set('sort', view.sort)
  if (view.after !== null) parameters.set('after', view.after)
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/** Another view of the same list. A changed filter or order starts at the first page. */
export function listHref(view: ListView, change: Partial<ListView> = {}): string {
  return `/ops${listParameters({ ...view, after: null, ...change })}`
}

/** The state added to the filter, or taken out of it. */
export function toggleState(view: ListView, state: State): readonly State[] {
  return view.states.includes(state)
    ? view.states.filter((other) => other !== state)
    : [...view.states, state]
}
