import { expect, test } from 'vitest'
import { maintenanceTimes, planMaintenance, refreshAheadMsOf } from '#lib/maintenance/plan.ts'
import type { MaintenanceRow } from '#lib/store/maintenance.ts'
import { newId } from '#lib/vault/random.ts'

const now = new Date('2026-11-22T12:00:00Z')
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const at = (ms: number) => new Date(now.getTime() + ms)
/** The jitter of this id is exactly half. */
const id = '00000000-0000-4000-8000-000080000000'

type Lease = NonNullable<MaintenanceRow['lease']>
const lease = (more: Partial<Lease> = {}): Lease => ({
  authorizationId: id,
  fence: 1,
  owner: 'somebody',
  heldUntil: null,
  startedAt: at(-hourMs),
  tokenVersion: 1,
  problem: null,
  failure: null,
  requestId: null,
  failures: 0,
  retryAt: null,
  ...more,
})
const facts = (more: Partial<MaintenanceRow> = {}): MaintenanceRow => ({
  id,
  isConnected: true,
  partnerType: 'vendor',
  pausedAt: null,
  renewedAt: at(-30 * dayMs),
  tokenVersion: 1,
  lastRefreshAt: at(-hourMs),
  invalidGrants: 0,
  firstInvalidGrantAt: null,
  lastInvalidGrantAt: null,
  participationsReadAt: at(-hourMs),
  participationsAskedAt: null,
  participationsProblem: null,
  sellingPartnerId: null,
  idVerifiedAt: null,
  idCheckedAt: null,
  idProblem: null,
  usedAt: at(-minuteMs),
  expiresAt: at(30 * minuteMs),
  lease: lease(),
  incidentId: null,
  ...more,
})
const idle = { usedAt: at(-dayMs) }
const refused = {
  lease: lease({ problem: 'invalid_grant', failures: 2, retryAt: at(4 * minuteMs) }),
  invalidGrants: 2,
  firstInvalidGrantAt: at(-20 * minuteMs),
  lastInvalidGrantAt: at(-minuteMs),
}

const cases: Readonly<
  Record<string, readonly [Partial<MaintenanceRow>, 'rest' | 'refresh' | 'read-participations', Date]>
> = {
  'in use: before its token expires': [{}, 'refresh', at(30 * minuteMs - 12.5 * minuteMs)],
  'in use without a token: at once': [{ expiresAt: null }, 'refresh', at(-30 * dayMs)],
  'in use with tokens that are over at once: a minute after the last': [
    { expiresAt: at(-1), lease: lease({ startedAt: at(-1_000) }) },
    'refresh',
    at(59_000),
  ],
  'idle: a week less its jitter after the last refresh': [idle, 'refresh', at(-hourMs + 6.5 * dayMs)],
  'never vended: the same': [{ usedAt: null, lastRefreshAt: null }, 'refresh', at(-23.5 * dayMs)],
  'refused once or twice: when it may be tried again': [refused, 'refresh', at(4 * minuteMs)],
  'refused for good: once a day': [{ ...refused, invalidGrants: 3 }, 'refresh', at(-minuteMs + dayMs)],
  'refused as often, which an incident explains: when it may be tried again': [
    { ...refused, invalidGrants: 3, incidentId: '01936b0e-0000-7000-8000-000000000001' },
    'refresh',
    at(4 * minuteMs),
  ],
  'refused before it was authorized again: as if never': [
    { ...refused, invalidGrants: 0, firstInvalidGrantAt: null, lastInvalidGrantAt: null, tokenVersion: 2 },
    'refresh',
    at(17.5 * minuteMs),
  ],
  'the refreshing process died: when its lease has ended': [
    { lease: lease({ problem: 'interrupted', startedAt: at(-6_000), heldUntil: at(9_000) }) },
    'refresh',
    at(9_000),
  ],
  'credentials were refused: a minute later': [
    { lease: lease({ problem: 'application_refused', startedAt: at(-5_000), retryAt: at(15 * minuteMs) }) },
    'refresh',
    at(55_000),
  ],
  'paused: looked at tomorrow': [{ pausedAt: at(-1) }, 'rest', at(dayMs)],
  'disconnected: looked at tomorrow': [{ isConnected: false }, 'rest', at(dayMs)],
  'a seller in use: participations daily': [
    { partnerType: 'seller', participationsReadAt: at(-dayMs) },
    'read-participations',
    at(-0.5 * hourMs),
  ],
  'a seller in use whose reading Amazon put off: an hour later': [
    { partnerType: 'seller', participationsProblem: 'throttled', participationsReadAt: at(-hourMs) },
    'read-participations',
    at(0),
  ],
  'an idle seller: participations are not asked for': [
    { ...idle, partnerType: 'seller', participationsReadAt: at(-40 * dayMs) },
    'refresh',
    at(-hourMs + 6.5 * dayMs),
  ],
  'a seller of today whose first reading Amazon put off: an hour later, in use or not': [
    {
      usedAt: null,
      partnerType: 'seller',
      renewedAt: at(-hourMs),
      participationsProblem: 'unavailable',
      participationsReadAt: at(-hourMs),
    },
    'read-participations',
    at(0),
  ],
  'a refused seller who authorized again today, and whose reading Amazon put off: an hour later, in use or not':
    [
      {
        usedAt: null,
        partnerType: 'seller',
        renewedAt: at(-hourMs),
        participationsProblem: 'refused',
        participationsReadAt: at(-dayMs),
        participationsAskedAt: at(-hourMs),
      },
      'read-participations',
      at(0),
    ],
  'a seller with known stores who authorized again today, and whose reading Amazon put off: the same': [
    {
      usedAt: null,
      partnerType: 'seller',
      renewedAt: at(-hourMs),
      participationsReadAt: at(-dayMs),
      participationsAskedAt: at(-hourMs),
    },
    'read-participations',
    at(0),
  ],
  'such a seller whose second reading Amazon put off as well: an hour after that': [
    {
      usedAt: null,
      partnerType: 'seller',
      renewedAt: at(-3 * hourMs),
      participationsReadAt: at(-dayMs),
      participationsAskedAt: at(-hourMs),
    },
    'read-participations',
    at(0),
  ],
  'a seller whose refresh token is refused: participations wait': [
    { ...refused, partnerType: 'seller', participationsReadAt: null },
    'refresh',
    at(4 * minuteMs),
  ],
}

test.each(Object.entries(cases))('%s', (_sentence, [more, task, dueAt]) => {
  expect(planMaintenance(facts(more), now)).toMatchObject({ task, at: dueAt })
})

test('an authorization counts as in use for a day after a vend', () => {
  expect(planMaintenance(facts({ usedAt: at(-dayMs + 1) }), now).isIdle).toBe(false)
  expect(planMaintenance(facts({ usedAt: at(-dayMs) }), now).isIdle).toBe(true)
})

test('ten thousand created together fall due apart, within the jitter', () => {
  const { refreshAheadMs, refreshAheadJitterMs } = maintenanceTimes
  const leads = Array.from({ length: 10_000 }, () => refreshAheadMsOf(newId()))
  for (const lead of leads) {
    expect(lead).toBeGreaterThanOrEqual(refreshAheadMs)
    expect(lead).toBeLessThan(refreshAheadMs + refreshAheadJitterMs)
  }
  const tenths = Map.groupBy(leads, (lead) =>
    Math.floor(((lead - refreshAheadMs) / refreshAheadJitterMs) * 10),
  )
  expect(tenths.size).toBe(10)
  for (const tenth of tenths.values()) expect(tenth.length).toBeGreaterThan(800)
})

const claimed = { partnerType: 'seller', sellingPartnerId: 'A1' } as const
/** In use, with a token that was just obtained. */
const fresh = { lastRefreshAt: now, expiresAt: at(hourMs), participationsReadAt: now }

test.each<readonly [string, Partial<MaintenanceRow>, Date | null]>([
  ['of a new grant at once', { renewedAt: at(-minuteMs) }, at(-minuteMs)],
  ['of an older one, spread over half an hour', {}, at(15 * minuteMs)],
  [
    'an hour after Amazon was away',
    { idCheckedAt: at(-30 * minuteMs), idProblem: 'unavailable' },
    at(30 * minuteMs),
  ],
  ['a week after it proved nothing', { idCheckedAt: at(-7 * dayMs), idProblem: 'refused' }, now],
  ['not before a week is over', { idCheckedAt: at(-6 * dayMs), idProblem: 'rejected' }, null],
  ['never again once it is proven', { idVerifiedAt: at(-dayMs) }, null],
  ['not of a vendor', { partnerType: 'vendor' }, null],
  ['not of an unknown id', { sellingPartnerId: null }, null],
  ['not with a token that ends soon', { renewedAt: at(-minuteMs), expiresAt: at(minuteMs) }, null],
  ['not without a token', { renewedAt: at(-minuteMs), expiresAt: null }, null],
  ['not while it fails', refused, null],
])('a selling partner id is proven: %s', (_, more, expected) => {
  const plan = planMaintenance(facts({ ...claimed, ...fresh, ...more }), now)
  expect(plan.task === 'prove-id' ? plan.at : null).toEqual(expected)
})

test('the proof of a selling partner id waits for due work', () => {
  const due = { renewedAt: at(-minuteMs), expiresAt: at(5 * minuteMs) }
  expect(planMaintenance(facts({ ...claimed, ...due }), now).task).toBe('refresh')
  const owed = { renewedAt: at(-minuteMs), participationsReadAt: null }
  expect(planMaintenance(facts({ ...claimed, ...fresh, ...owed }), now).task).toBe('read-participations')
})
