import type { Role } from '../store/people/people.ts'
import type { FoundSession } from '../store/people/sessions.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface Life {
  /** A session ends after this long without a request. */
  readonly idleMs: number
  /** A session ends this long after the sign-in, however busy it is. */
  readonly absoluteMs: number
}

const operatorLife: Life = { idleMs: 12 * hourMs, absoluteMs: 7 * dayMs }
const accountLife: Life = { idleMs: 7 * dayMs, absoluteMs: 30 * dayMs }

/** The cookie may live as long as the longest session: the row decides. */
export const longestSessionS = accountLife.absoluteMs / 1000

export function lifeOf(role: Role): Life {
  return role === 'account' ? accountLife : operatorLife
}

/** Not ended, not too old, not idle for too long, and its person not disabled. */
export function isSessionOpen(
  { session, person }: Pick<FoundSession, 'session' | 'person'>,
  now: Date,
): boolean {
  const { idleMs } = lifeOf(person.role)
  return (
    session.endedAt === null &&
    person.disabledAt === null &&
    now < session.expiresAt &&
    now.getTime() - session.seenAt.getTime() < idleMs
  )
}
