import { describe, expect, test } from 'vitest'
import { classifyState } from '#lib/attempts/receive.ts'
import { checkOwner } from '#lib/attempts/store-grant.ts'

const now = new Date('2026-11-22T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

describe('a state', () => {
  const started = {
    status: 'started',
    redirectDigest: null,
    sellingPartnerId: null,
    receivedAt: null,
    stateExpiresAt: minutes(10),
  } as const
  const received = {
    ...started,
    status: 'received',
    redirectDigest: 'same',
    sellingPartnerId: 'A1',
    receivedAt: minutes(-1),
  } as const

  test.each([
    ['waits for its redirect', started, 'open'],
    ['A5: expires at the very moment', { ...started, stateExpiresAt: now }, 'state_expired'],
    ['A5: expires', { ...started, stateExpiresAt: minutes(-1) }, 'state_expired'],
    [
      'of an attempt that only arrived does not exist yet',
      { ...started, status: 'arrived', stateExpiresAt: null },
      'state_expired',
    ],
    ['of an attempt that was given up is over', { ...started, status: 'failed' }, 'state_expired'],
    ['A4: repeated by the same redirect leads to the same page', received, 'repeated'],
    ['A4: repeated while its code is exchanged, too', { ...received, status: 'exchanging' }, 'repeated'],
    ['A4: repeated after the end, too', { ...received, status: 'completed' }, 'repeated'],
    ['A4: repeated at the end of ten minutes', { ...received, receivedAt: minutes(-10) }, 'repeated'],
    [
      'A4: repeated later is used',
      { ...received, receivedAt: new Date(minutes(-10).getTime() - 1) },
      'state_used',
    ],
    [
      'A4: used with another code of the same selling partner leads to the same page',
      { ...received, redirectDigest: 'other' },
      'repeated',
    ],
    [
      'A4: used with another selling partner is used',
      { ...received, redirectDigest: 'other', sellingPartnerId: 'A2' },
      'state_used',
    ],
    [
      'A4: used without a permission is used',
      { ...received, redirectDigest: 'other', sellingPartnerId: null },
      'state_used',
    ],
    [
      'A4: used stays used when it has expired, too',
      { ...received, redirectDigest: 'other', sellingPartnerId: 'A2', stateExpiresAt: minutes(-1) },
      'state_used',
    ],
  ] as const)('%s', (_what, attempt, verdict) => {
    expect(classifyState(attempt, { redirectDigest: 'same', sellingPartnerId: 'A1' }, now)).toBe(verdict)
  })
})

describe('A10: a grant', () => {
  const attempt = { sellingPartnerId: 'A1', announcedSellingPartnerId: null, accountId: 'account-1' }

  test.each([
    ['of anybody is taken when nobody was announced', attempt, null, null, null],
    [
      'of the one who was announced is taken',
      { ...attempt, announcedSellingPartnerId: 'A1' },
      'A1',
      null,
      null,
    ],
    ['of the one who is re-authorized is taken', attempt, 'A1', { accountId: 'account-1' }, null],
    [
      'of another than was announced is not',
      { ...attempt, announcedSellingPartnerId: 'A2' },
      null,
      null,
      'selling_partner_mismatch',
    ],
    ['of another than is re-authorized is not', attempt, 'A2', null, 'selling_partner_mismatch'],
    [
      'of another than was announced is not, whoever is re-authorized',
      { ...attempt, announcedSellingPartnerId: 'A2' },
      'A1',
      null,
      'selling_partner_mismatch',
    ],
    ['that another account holds is not', attempt, null, { accountId: 'account-2' }, 'selling_partner_taken'],
    ['that differs in case is of another', attempt, 'a1', null, 'selling_partner_mismatch'],
  ] as const)('%s', (_what, claimed, expected, present, problem) => {
    expect(checkOwner(claimed, expected, present)).toBe(problem)
  })
})
