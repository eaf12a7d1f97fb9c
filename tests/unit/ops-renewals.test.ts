import { describe, expect, test } from 'vitest'
import { levelName, renewalGroup } from '#components/renewals/renewal-words.ts'
import { renewalsView } from '#components/renewals/renewals-view.ts'
import { cutByLevel, cutByMonth } from '#lib/authorizations/renewals.ts'

/** A Sunday. */
const now = new Date('2026-11-22T12:00:00.000Z')
const dayMs = 86_400_000
const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
const application = { id: 'a', renewalTermDays: 365, renewalWarningDays: [60, 30, 7] }

describe('the calendar of an application', () => {
  test('is divided by its own warnings, without gaps and overlaps', () => {
    const cut = cutByLevel(application, now)
    expect(cut.map(({ name }) => name)).toEqual(['overdue', 'within-7', 'within-30', 'within-60', 'later'])
    expect(cut.map(({ endsBy }) => endsBy)).toEqual([now, inDays(7), inDays(30), inDays(60), null])
    expect(cut.map(({ endsAfter }) => endsAfter)).toEqual([null, now, inDays(7), inDays(30), inDays(60)])
  })

  test('accepts warnings in any order, duplicate, useless or none', () => {
    const names = (renewalWarningDays: readonly number[]) =>
      cutByLevel({ ...application, renewalWarningDays }, now).map(({ name }) => name)
    expect(names([7, 30, 7, 0, -3])).toEqual(['overdue', 'within-7', 'within-30', 'later'])
    expect(names([])).toEqual(['overdue', 'later'])
  })

  test('has consecutive months in UTC across the end of the year', () => {
    const cut = cutByMonth(application, now, 3)
    expect(cut.map(({ name }) => name)).toEqual(['2026-11', '2026-12', '2027-01'])
    expect(cut.map(({ endsAfter }) => endsAfter?.toISOString())).toEqual([
      '2026-11-22T12:00:00.000Z',
      '2026-11-30T23:59:59.999Z',
      '2026-12-31T23:59:59.999Z',
    ])
    expect(cut[2]?.endsBy?.toISOString()).toBe('2027-01-31T23:59:59.999Z')
  })
})

test.each([
  ['2026-11-22T12:00:00Z', 'Overdue'],
  ['2026-11-22T12:00:01Z', 'This week'],
  ['2026-11-23T00:00:00Z', 'Week of 23 Nov 2026'],
  ['2026-11-29T23:59:59Z', 'Week of 23 Nov 2026'],
  ['2026-11-30T00:00:00Z', 'Week of 30 Nov 2026'],
  ['2027-01-17T23:59:59Z', 'Week of 11 Jan 2027'],
  ['2027-01-18T00:00:00Z', 'January 2027'],
  ['2027-10-01T00:00:00Z', 'October 2027'],
])('a date of %s is listed under %s', (renewsBy, group) => {
  expect(renewalGroup(new Date(renewsBy), now)).toBe(group)
})

test('another filter starts at the first page, and the address contains the choices', () => {
  const view = { application: 'a', within: 'within-7', after: 'x' }
  expect(renewalsView.href(view)).toBe('/ops/renewals?application=a&within=within-7')
  expect(renewalsView.href(view, { after: 'y' })).toBe('/ops/renewals?application=a&within=within-7&after=y')
  expect(renewalsView.href(renewalsView.whole)).toBe('/ops/renewals')
})

test('a period of the calendar is named by its own days, without those that are due sooner', () => {
  const levels = cutByLevel(application, now)
  expect(levels.map(({ name }) => levelName(name, levels))).toEqual([
    ...['Overdue', 'Within 7 days', 'In 8 to 30 days', 'In 31 to 60 days', 'Later'],
  ])
})

test('with applications that warn on different days, a period means the same days for each', () => {
  const cut = cutByLevel({ ...application, id: 'b', renewalWarningDays: [30] }, now, [60, 30, 7])
  expect(cut.map(({ name }) => name)).toEqual(cutByLevel(application, now).map(({ name }) => name))
  expect(cut.map(({ endsAfter }) => endsAfter)).toEqual([null, now, inDays(7), inDays(30), inDays(60)])
})
