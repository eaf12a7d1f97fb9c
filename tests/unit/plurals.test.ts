import { expect, test } from 'vitest'
import { secretWords } from '#components/applications/secret-words.ts'
import { headline } from '#components/authorizations/health-summary.tsx'
import { incidentWords } from '#components/incidents/incident-words.ts'
import { levelName } from '#components/renewals/renewal-words.ts'
import { counted, relativeTime } from '#components/ui/format.ts'
import { flagReason } from '#lib/authorizations/reason.ts'

const now = new Date('2028-02-29T12:00:00Z')
const dayMs = 86_400_000

/** Every sentence with a count, for that count. */
const sentences: Readonly<Record<string, (count: number) => string>> = {
  'a count with its noun': (count) => counted(count, 'selling partner'),
  'a level of the renewals': (count) => levelName(`within-${count}`, []),
  'the age of a client secret': (count) => {
    const words = secretWords({ level: 30, daysLeft: count, endsOn: '1 Mar 2028' } as never, false)
    return `${words.short}. ${words.title}`
  },
  'the headline of the selling partners': (count) =>
    headline({
      health: {
        working: count,
        retrying: count,
        reauthorization_needed: count,
        blocked: count,
        paused: count,
        disconnected: count,
      },
      flags: {
        renewal_due: count,
        renewal_overdue: count,
        roles_missing: count,
        details_missing: count,
        listings_suspended: count,
      },
    }),
  'the reach of an incident': (count) =>
    incidentWords({ problem: 'secret_expired', applicationName: 'X', affected: count, tried: count }).cause,
  'the reason of a renewal': (count) =>
    flagReason(
      'renewal_due',
      {
        workflow: 'website',
        renewedAt: now,
        participationsProblem: null,
        lastRefreshProblem: null,
        invalidGrants: 0,
        disconnectedBy: null,
        releasedAt: null,
      },
      { roles: [], createdAt: now, renewalTermDays: count, retiredAt: null },
      { now, obstacle: null },
    ).text,
  'a relative time': (count) => relativeTime(now, new Date(now.getTime() + count * dayMs)),
}

test.each(Object.entries(sentences))('one and many are written correctly in %s', (_, write) => {
  // "1 days", "1 selling partners", but not "1 s".
  expect(write(1)).not.toMatch(/\b1 (?:[a-z]+ ){0,2}[a-z]{2,}s\b(?<! is| needs)/)
  expect(write(2)).not.toMatch(/\b2 (?:day|selling partner|second)\b(?!s)/)
  expect(write(2)).not.toBe(write(1))
})
