import type { Entered } from '#lib/amazon/catalog/build-call.ts'
import { defineView, type ListPage, type SearchParameters, type Shown } from '../list/define-view.ts'
import { matching, oneOf, rowId, search } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { CallRow } from './call-columns.tsx'

/**
 * The call runner with its earlier calls. The values entered for the operation are in the URL too
 * (`enteredParameters`).
 */
export const callsView = defineView<ListPage<CallRow>>()({
  name: 'calls',
  path: paths.calls,
  parsers: {
    /** Only calls of this authorization, for which the next call is made. */
    authorization: rowId,
    /** The key of the operation to run. */
    operation: matching(/^[A-Za-z][\w.-]{0,120}$/),
    environment: oneOf(['sandbox']),
    /** Searches the operations. */
    find: search,
    /** `all`: includes operations that can't be run. */
    show: oneOf(['all']),
    /** The call whose result is shown. */
    call: rowId,
    /** `all`: lists the earlier calls of every selling partner, not only of the chosen one. */
    list: oneOf(['all']),
  },
  refreshEveryMs: 15_000,
})

export type CallsShown = Shown<typeof callsView>

/** Keeps only the parameters that decide which earlier calls are listed. */
export function listedBy({ authorization, list, after }: CallsShown): CallsShown {
  return { ...callsView.whole, authorization: list === 'all' ? null : authorization, after }
}

/** The runner's current address with other earlier calls: the form and the result stay as they are. */
export function listHref(
  current: URLSearchParams,
  change: Partial<Pick<CallsShown, 'list' | 'after'>>,
): string {
  const parameters = new URLSearchParams(current)
  for (const [name, value] of Object.entries({ after: null, ...change })) {
    if (value === null) parameters.delete(name)
    else parameters.set(name, value)
  }
  return `${callsView.path}?${parameters}`
}

const prefix = 'p.'
const longestValue = 4_000

/** The entered values, from the URL. Nothing is checked here: the form and the use case do. */
export function readEntered(input: SearchParameters): Entered & { readonly isGiven: boolean } {
  const one = (name: string) => [input[name] ?? ''].flat()[0]?.slice(0, 100_000) ?? ''
  const values = Object.entries(input).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined
      ? [[name.slice(prefix.length), [value].flat().map((each) => each.slice(0, longestValue))] as const]
      : [],
  )
  const entered = { values: Object.fromEntries(values), body: one('body'), extraQuery: one('query') }
  return { ...entered, isGiven: values.length > 0 || entered.body !== '' || entered.extraQuery !== '' }
}

/** The same for the URL: to append to an address of `callsView`. */
export function enteredParameters({ values, body, extraQuery }: Entered): [name: string, value: string][] {
  return [
    ...Object.entries(values).flatMap(([name, texts]) =>
      texts.filter((text) => text !== '').map((text): [string, string] => [`${prefix}${name}`, text]),
    ),
    ...(body.trim() === '' ? [] : [['body', body] satisfies [string, string]]),
    ...(extraQuery.trim() === '' ? [] : [['query', extraQuery] satisfies [string, string]]),
  ]
}

/** The address of the runner with all its values. */
export function runnerHref(change: Partial<CallsShown>, entered: Entered | null): string {
  const href = callsView.href(callsView.whole, change)
  if (entered === null) return href
  const more = new URLSearchParams(enteredParameters(entered)).toString()
  return more === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${more}`
}
