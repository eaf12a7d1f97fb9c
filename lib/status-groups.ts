import type { AttemptStatus, Health } from '#drizzle/schema.ts'

/*
 * Groups of statuses that both the code and SQL decide by. Indexes in drizzle/schema.ts spell them out, which
 * tests/store/status-groups.test.ts compares.
 */

/** Health values of authorizations that get tokens: refused credentials of their application block these. */
export const activeHealths = ['working', 'retrying', 'reauthorization_needed'] as const satisfies Health[]

/** Attempts whose seller has come back from Amazon, and whose authorization isn't stored yet. */
export const unfinishedStatuses = ['received', 'exchanging', 'exchanged'] as const satisfies AttemptStatus[]

/** The order in which authorizations need attention, as the rows store it. */
export const attentionLevels = {
  reauthorizationNeeded: 1,
  retrying: 2,
  renewalOverdue: 3,
  renewalDue: 4,
  otherFlag: 5,
  working: 6,
  paused: 7,
  disconnected: 8,
} as const

/** Where somebody has to act. Gatehouse retries without anyone. */
export const levelsThatNeedAction = [
  attentionLevels.reauthorizationNeeded,
  attentionLevels.renewalOverdue,
  attentionLevels.renewalDue,
  attentionLevels.otherFlag,
]
