import { expect, test } from 'vitest'
import { capWords } from '#components/applications/cap.tsx'
import { capItems } from '#components/overview/attention-items.tsx'
import { capWarning, measureCaps } from '#lib/applications/caps.ts'
import type { Distribution } from '#lib/applications/distribution.ts'
import { distributionOf, kindOf } from '#lib/applications/distribution.ts'

type Count = Parameters<typeof measureCaps>[1][number]
const count = (total: number, more: Partial<Count> = {}): Count => ({
  applicationId: 'a',
  isSelf: false,
  partnerType: 'seller',
  total,
  disconnected: 0,
  ...more,
})
const measure = (distribution: Distribution, ...counts: Count[]) => measureCaps(kindOf(distribution), counts)

test('an unlisted application is full with 25 sellers; disconnected ones count, vendors don’t', () => {
  expect(measure('unlisted', count(24, { disconnected: 3 }), count(90, { partnerType: 'vendor' }))).toEqual([
    { kind: 'consent', used: 24, disconnected: 3, limit: 25, level: 'near' },
    { kind: 'self', used: 0, disconnected: 0, limit: 10, level: 'fine' },
  ])
})

test.each([
  [19, 'fine'],
  [20, 'near'],
  [24, 'near'],
  [25, 'reached'],
  [40, 'reached'],
])('%i of 25 sellers is %s', (used, level) => {
  expect(measure('unlisted', count(used))[0]?.level).toBe(level)
})

test('a listed application has no cap on sellers, a private one has no sellers; both have ten self-authorizations', () => {
  expect(measure('listed', count(5_000))).toMatchObject([
    { kind: 'consent', used: 5_000, limit: null, level: 'fine' },
    { kind: 'self', limit: 10 },
  ])
  const selves = [count(4, { isSelf: true }), count(4, { isSelf: true, partnerType: 'vendor' })]
  expect(measure('private', ...selves)).toEqual([
    { kind: 'self', used: 8, disconnected: 0, limit: 10, level: 'near' },
  ])
})

test('a warning comes before the cap is reached, and says what Amazon will answer and how to free a place', () => {
  const warn = (used: number, isSelf = false) =>
    measure('unlisted', count(used, { isSelf }))
      .map(capWarning)
      .flatMap((warning) => warning?.text ?? [])
  expect(warn(19)).toEqual([])
  expect(warn(20)).toEqual([
    expect.stringMatching(/^20 of the 25 sellers .* are in use\. .*Manage Your Apps/),
  ])
  expect(warn(25)).toEqual([expect.stringMatching(/^All 25 sellers.*CONSENT_LIMIT_REACHED/)])
  expect(warn(10, true)).toEqual([expect.stringMatching(/^All 10 self-authorizations/)])
})

test.each([
  [20, { tone: 'doubt', title: 'Approaching Amazon’s authorization limit' }],
  [25, { tone: 'bad', title: 'Amazon’s authorization limit is reached' }],
])('with %i of 25 sellers, the title says whether the limit is near or reached', (used, words) => {
  const warnings = measure('unlisted', count(used), count(9, { isSelf: true }))
    .map(capWarning)
    .filter((warning) => warning !== null)
  expect(capWords(warnings)).toEqual(words)
  expect(capItems(warnings)).toMatchObject([{ title: words.title, urgency: used < 25 ? 'later' : 'now' }])
})

test('kind and listing determine the distribution', () => {
  for (const distribution of ['private', 'unlisted', 'listed'] as const)
    expect(distributionOf(kindOf(distribution))).toBe(distribution)
  expect(distributionOf({ kind: 'private', isListed: true })).toBe('private')
})
