import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone, nextDigestTime } from '#lib/notifications/digest-time.ts'

const next = (after: string, hour: number, zone: string) =>
  nextDigestTime(new Date(after), hour, zone).toISOString()

describe('the next digest', () => {
  test.each([
    ['2026-11-22T07:59:59.999Z', 9, 'Europe/Berlin', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T08:00:00.000Z', 9, 'Europe/Berlin', '2026-11-23T08:00:00.000Z'],
    ['2026-11-22T23:30:00.000Z', 9, 'Asia/Kolkata', '2026-11-23T03:30:00.000Z'],
    ['2026-11-22T12:00:00.000Z', 0, 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
    ['2026-12-31T23:00:00.000Z', 9, 'UTC', '2027-01-01T09:00:00.000Z'],
  ])('after %s at %i in %s is at %s', (after, hour, zone, expected) => {
    expect(next(after, hour, zone)).toBe(expected)
  })

  test('keeps its hour when clocks are put forward and back', () => {
    expect(next('2027-03-27T09:00:00.000Z', 9, 'Europe/Berlin')).toBe('2027-03-28T07:00:00.000Z')
    expect(next('2029-03-24T22:00:00.000Z', 3, 'Europe/Berlin')).toBe('2029-03-25T01:00:00.000Z')
    expect(next('2027-10-30T08:00:00.000Z', 9, 'Europe/Berlin')).toBe('2027-10-31T08:00:00.000Z')
  })

  test('is sent once on the day without its hour, and once on the day that has it twice', () => {
    expect(next('2027-03-27T12:00:00.000Z', 2, 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z')
    expect(next('2027-03-28T01:00:00.000Z', 2, 'Europe/Berlin')).toBe('2027-03-29T00:00:00.000Z')
    expect(next('2027-10-30T12:00:00.000Z', 2, 'Europe/Berlin')).toBe('2027-10-31T00:00:00.000Z')
    expect(next('2027-10-31T00:00:00.000Z', 2, 'Europe/Berlin')).toBe('2027-11-01T01:00:00.000Z')
  })

  test('is later, and never more than 26 hours, whatever the time, the hour and the time zone', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    )
    const times = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 23 }), zones, (after, hour, zone) => {
        const waitMs = nextDigestTime(after, hour, zone).getTime() - after.getTime()
        expect(waitMs).toBeGreaterThan(0)
        expect(waitMs).toBeLessThanOrEqual(26 * 3_600_000)
      }),
    )
  })
})

test('knows which time zones exist', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false])
})
