import type { Role } from '../store/people.ts'
import type { FoundSession } from '../store/sessions.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface Life {
  /** Without a request for this long, a session is over. */
  readonly idleMs: number
  /** However busy it is, it is over this long after the sign-in. */
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
export function isSessionOpen({ session, person }: FoundSession, now: Date): boolean {
  const { idleMs } = lifeOf(person.role)
  return (
    session.endedAt === null &&
    person.disabledAt === null &&
    now < session.expiresAt &&
    now.getTime() - session.seenAt.getTime() < idleMs
  )
}
