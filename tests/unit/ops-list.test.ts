import { describe, expect, test } from 'vitest'
import { authorizations } from '#app/ops/lists/authorizations.ts'
import {
  type AuthorizationsShown,
  authorizationsView,
  toggle,
} from '#components/authorizations/authorizations-view.ts'
import { headline } from '#components/authorizations/health-summary.tsx'
import { figure } from '#components/ui/format.ts'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import { encodeCursor } from '#lib/database/keyset.ts'

const { whole, href } = authorizationsView
const parse = (address: string) => authorizations.parse(new URL(address, 'http://x').searchParams)

describe('the address of the list', () => {
  test('without parameters shows the whole list, by urgency', () => {
    expect(parse('/ops/authorizations')).toEqual(whole)
    expect(href(whole)).toBe('/ops/authorizations')
  })

  test('a view survives its address', () => {
    const view: AuthorizationsShown = {
      search: 'Ännchen & “Söhne” + 100%',
      health: ['blocked', 'retrying'],
      flags: ['renewal_due'],
      application: '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a1',
      region: 'fe',
      tags: 'plan=pro,team=eu',
      reference: 'cus_42',
      needs: 'person',
      marketplace: 'A1PA6795UKMFR9',
      workflow: 'appstore',
      account: '50 % <b>',
      role: 'Pricing',
      has: 'role',
      due: 30,
      changed: 7,
      incident: '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a2',
      exposed: 'k1',
      columns: ['health', 'tags'],
      sort: 'name',
      after: encodeCursor({ key: 'ä', id: '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a0' }),
    }
    expect(parse(href(view, { after: view.after }))).toEqual(view)
  })

  test('another filter starts at the first page', () => {
    expect(href({ ...whole, after: 'abcd' }, { health: ['working'] })).toBe(
      '/ops/authorizations?health=working',
    )
  })

  test('a choice made twice counts once', () => {
    expect(parse('/ops/authorizations?health=working,working').health).toEqual(['working'])
  })

  test.each([
    ['an unknown parameter', '/ops/authorizations?utm_source=mail'],
    ['an unknown health', '/ops/authorizations?health=fine'],
    ['an unknown flag', '/ops/authorizations?flag=fine'],
    ['an empty health', '/ops/authorizations?health='],
    ['an application that is no id', '/ops/authorizations?application=x'],
    ['an unknown order', '/ops/authorizations?sort=id'],
    ['a damaged cursor', '/ops/authorizations?after=%00'],
    ['a search that no database can take', '/ops/authorizations?search=%00'],
    ['an oversized search', `/ops/authorizations?search=${'a'.repeat(201)}`],
    ['an oversized cursor', `/ops/authorizations?after=${'a'.repeat(8_001)}`],
    [
      'a cursor of another list',
      '/ops/authorizations?after=2026-11-22T12:00:00.000Z_0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    ],
  ])('%s shows the whole list', (_, address) => {
    expect(parse(address)).toEqual(whole)
  })

  test('the first of repeated parameters counts, and the known ones of several choices', () => {
    const address = '/ops/authorizations?search=a&search=b&health=fine,working&utm_source=mail'
    expect(parse(address)).toEqual({ ...whole, search: 'a', health: ['working'] })
  })

  test('a choice is added to the filter, and removed again', () => {
    const once = toggle<'working' | 'blocked'>([], 'blocked')
    expect(once).toEqual(['blocked'])
    expect(toggle(once, 'working')).toEqual(['blocked', 'working'])
    expect(toggle(once, 'blocked')).toEqual([])
  })
})

describe('the headline summarizes the state of all', () => {
  const counts = (numbers: Readonly<Record<string, number>>): AuthorizationCounts => ({
    health: {
      working: 0,
      retrying: 0,
      reauthorization_needed: 0,
      blocked: 0,
      paused: 0,
      disconnected: 0,
      ...numbers,
    },
    flags: {
      renewal_due: 0,
      renewal_overdue: 0,
      roles_missing: 0,
      details_missing: 0,
      listings_suspended: 0,
      ...numbers,
    },
  })

  test.each([
    [{}, 'No selling partners connected.'],
    [{ disconnected: 3 }, 'No selling partners connected.'],
    [{ working: 1 }, '1 selling partner, working.'],
    [{ working: 1200, disconnected: 3 }, 'All 1,200 are working.'],
    [{ working: 8, blocked: 1 }, '8 of 9 working, 1 blocked by app credentials.'],
    [{ working: 11, renewal_due: 7, details_missing: 4 }, 'All 11 are working, 7 due for renewal.'],
    [
      { working: 8, reauthorization_needed: 2, retrying: 3, renewal_overdue: 1, paused: 2, disconnected: 9 },
      '8 of 15 working, 2 need re-authorization, 3 retrying, 1 overdue for renewal, 2 paused.',
    ],
  ] as const)('%o', (numbers, sentence) => {
    expect(headline(counts(numbers))).toBe(sentence)
  })

  test('numbers are grouped alike everywhere', () => {
    expect(figure(100_000)).toBe('100,000')
  })
})
