import { describe, expect, test } from 'vitest'
import { exportColumnsOf } from '#components/authorizations/authorization-columns.tsx'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import {
  isEdited,
  type ListView,
  listLinks,
  resolveView,
  systemViews,
  toParameters,
  viewHref,
} from '#components/authorizations/list-views.ts'

const saved: ListView = {
  key: '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a1',
  name: 'Mine',
  parameters: { health: 'paused', search: 'harbor', columns: 'health,tags' },
  saved: null,
}
const views = [...systemViews, saved]
const open = (address: string) => resolveView(new URL(address, 'http://x').searchParams, views)

describe('the address of a view', () => {
  test('names it, and nothing else while it is unchanged', () => {
    const { shown, view, dropped } = open(viewHref(saved))
    expect(shown).toMatchObject({ health: ['paused'], search: 'harbor', columns: ['health', 'tags'] })
    expect(listLinks(shown, view).href()).toBe(viewHref(saved))
    expect(listLinks(shown, view).href({ after: 'abc' })).toBe(`${viewHref(saved)}&after=abc`)
    expect(view !== null && isEdited(shown, view)).toBe(false)
    expect(dropped).toEqual([])
  })

  test('has the differences, including removed filters', () => {
    const { shown, view } = open(viewHref(saved))
    const other = open(listLinks(shown, view).href({ health: [], region: 'eu' }))
    expect(other.view?.key).toBe(saved.key)
    expect(other.shown).toEqual({ ...shown, health: [], region: 'eu' })
    expect(other.view !== null && isEdited(other.shown, other.view)).toBe(true)
    const cleared = open(listLinks(shown, view).href({ health: [], search: '', columns: [] }))
    expect(cleared.shown).toEqual(authorizationsView.whole)
    expect(cleared.view?.key).toBe(saved.key)
  })

  test('can be written by hand: its own parameters replace those of the view', () => {
    const { shown } = open(`${viewHref(saved)}&search=cedar`)
    expect(shown).toMatchObject({ health: ['paused'], search: 'cedar' })
  })

  test('survives every filter, for every view', () => {
    const change = { region: 'fe', tags: 'plan=pro', due: 30, search: '<img onerror> 🧡 ممتاز' } as const
    for (const view of views) {
      const { shown } = open(viewHref(view))
      expect(open(listLinks(shown, view).href(change)).shown).toEqual({ ...shown, ...change })
    }
  })

  test('a form sends its columns one by one', () => {
    expect(open('/ops/authorizations?columns=tags&columns=health').shown.columns).toEqual(['tags', 'health'])
  })

  test('if a view is gone, the rest of the address applies', () => {
    const { shown, view, isUnknown } = open(
      '/ops/authorizations?view=5e3c7ffd-81df-4d18-8d80-8357d4fbd3a9&region=eu',
    )
    expect([view, isUnknown, shown.region]).toEqual([null, true, 'eu'])
  })

  test('parameters of a view that are no longer valid are left out, and named', () => {
    const old = { ...saved, parameters: { health: 'paused,fine', marketplace: 'GONE', columns: 'health' } }
    const { shown, dropped } = resolveView(new URLSearchParams({ view: saved.key }), [old])
    expect(shown).toMatchObject({ health: ['paused'], marketplace: null, columns: ['health'] })
    expect(dropped).toEqual(['health', 'marketplace'])
  })

  test.each(systemViews)('$name is understood as it is written', ({ parameters }) => {
    expect(toParameters(authorizationsView.parse(new URLSearchParams(parameters)))).toEqual(parameters)
  })

  test.each([
    ['a view of ten thousand characters', `?view=${'x'.repeat(10_000)}`],
    ['a search of ten thousand characters', `?search=${'x'.repeat(10_000)}`],
    ['columns that nobody knows', '?columns=__proto__,constructor'],
    ['a term of minus one day', '?due=-1'],
    ['a term of a million days', '?due=1000000'],
  ])('%s shows the whole list', (_, query) => {
    expect(open(`/ops/authorizations${query}`).shown).toEqual(authorizationsView.whole)
  })
})

test('the file has the columns that were chosen, and the id', () => {
  expect(exportColumnsOf([])).toBeUndefined()
  expect(exportColumnsOf(['health', 'tags'])).toEqual([
    ...['selling_partner_id', 'name', 'health', 'flags', 'cause', 'tags', 'id'],
  ])
})
