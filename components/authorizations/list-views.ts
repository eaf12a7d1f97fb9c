import type { SavedView, ViewParameters } from '#lib/views/views.ts'
import { type AuthorizationsShown, authorizationsView } from './authorizations-view.ts'

/** A named list. */
export interface ListView {
  /** In the address. */
  readonly key: string
  readonly name: string
  readonly parameters: ViewParameters
  /** Null: it is built in and can't be changed. */
  readonly saved: Omit<SavedView, 'name' | 'parameters'> | null
}

/** The views that come with Gatehouse. */
export const systemViews: readonly ListView[] = [
  { key: 'needs-a-person', name: 'Needs a person', parameters: { needs: 'person' } },
  {
    key: 'renewal-due',
    name: 'Renewal due in 30 days',
    parameters: {
      due: '30',
      health: 'blocked,reauthorization_needed,retrying,working',
      sort: 'renewal',
      columns: 'health,who,account,renewal,worked',
    },
  },
  {
    key: 'lost-this-week',
    name: 'Lost this week',
    parameters: { health: 'reauthorization_needed,disconnected', changed: '7', sort: 'changed' },
  },
  { key: 'roles-missing', name: 'Missing roles', parameters: { flag: 'roles_missing' } },
  { key: 'paused', name: 'Paused', parameters: { health: 'paused', sort: 'changed' } },
].map((view) => ({ ...view, saved: null }))

/** A saved view as the list uses it. */
export function toListView({ name, parameters, ...saved }: SavedView): ListView {
  return { key: saved.id, name, parameters: parameters as ViewParameters, saved }
}

/** The list that an address shows, with the view that it names. */
export interface Resolved {
  readonly shown: AuthorizationsShown
  /** Null: it names none. */
  readonly view: ListView | null
  /** It names a view that doesn't exist, or isn't for this person. */
  readonly isUnknown: boolean
  /** Parameters of the view that can no longer be applied. */
  readonly dropped: readonly string[]
}

/**
 * An address names a view and how the list differs from it: its own parameters replace those of the view, one by one.
 * With `edited`, only its own parameters count, so that a filter of the view can be left out.
 */
export function resolveView(query: URLSearchParams, views: readonly ListView[]): Resolved {
  const input = joinColumns(query)
  const key = input.get('view')
  const view = views.find((candidate) => candidate.key === key) ?? null
  const isUnknown = key !== null && view === null
  if (view === null) return { shown: authorizationsView.parse(input), view, isUnknown, dropped: [] }
  const isWhole = input.get('edited') !== null
  const all = new URLSearchParams(isWhole ? {} : view.parameters)
  for (const [name, value] of [...input].toReversed()) all.set(name, value)
  return {
    shown: authorizationsView.parse(all),
    view,
    isUnknown,
    dropped: isWhole ? [] : droppedOf(view.parameters).filter((name) => !input.has(name)),
  }
}

/** A form sends each column on its own. */
function joinColumns(query: URLSearchParams): URLSearchParams {
  const columns = query.getAll('columns')
  if (columns.length < 2) return query
  const joined = new URLSearchParams(query)
  joined.set('columns', columns.join(','))
  return joined
}

/** Parameters that are no longer valid, such as a marketplace that Amazon has closed. */
function droppedOf(parameters: ViewParameters): string[] {
  const understood = toParameters(authorizationsView.parse(new URLSearchParams(parameters)))
  return Object.entries(parameters)
    .filter(([name, value]) => understood[name] !== value && !isDefault(name, value))
    .map(([name]) => name)
}

const isDefault = (name: string, value: string) => name === 'sort' && value === 'attention'

/** The parameters of the list's address, which a view stores. */
export function toParameters(shown: AuthorizationsShown): ViewParameters {
  return authorizationsView.fields({ ...shown, after: null })
}

/** Whether a list differs from its view. */
export function isEdited(shown: AuthorizationsShown, { parameters }: Pick<ListView, 'parameters'>): boolean {
  const base = toParameters(authorizationsView.parse(new URLSearchParams(parameters)))
  return writeSorted(base) !== writeSorted(toParameters(shown))
}

function writeSorted(parameters: ViewParameters): string {
  return JSON.stringify(Object.entries(parameters).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** Creates the addresses of a list within a view. */
export interface ListLinks {
  readonly href: (change?: Partial<AuthorizationsShown>) => string
  /** The parameters, for the hidden fields of a form that works without a script. */
  readonly fields: (change?: Partial<AuthorizationsShown>) => Readonly<Record<string, string>>
}

export function listLinks(
  shown: AuthorizationsShown,
  view: Pick<ListView, 'key' | 'parameters'> | null,
): ListLinks {
  if (view === null) {
    return {
      href: (change) => authorizationsView.href(shown, change),
      fields: (change) => authorizationsView.fields(shown, change),
    }
  }
  const named = { view: view.key }
  const fields = (change: Partial<AuthorizationsShown> = {}) => ({
    ...named,
    edited: 'yes',
    ...authorizationsView.fields(shown, change),
  })
  return {
    fields,
    href: (change = {}) => {
      const next = { ...shown, after: null, ...change }
      const parameters = isEdited(next, view)
        ? fields(change)
        : { ...named, ...(next.after !== null && { after: next.after }) }
      return `${authorizationsView.path}?${new URLSearchParams(parameters)}`
    },
  }
}

/** The address of a view. */
export function viewHref({ key }: Pick<ListView, 'key'>): string {
  return `${authorizationsView.path}?${new URLSearchParams({ view: key })}`
}
