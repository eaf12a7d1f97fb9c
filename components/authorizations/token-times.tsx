import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { Facts } from '../ui/facts.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** When the tokens were received, when they were last used, and how long they last. Never a token. */
export function TokenTimes({ authorization }: { authorization: AuthorizationView }) {
  const time = (at: Date | null) =>
    at === null ? <span className="text-ink-faint">Never</span> : <TimeStamp at={at.toISOString()} />
  return (
    <Facts
      facts={[
        { term: 'First authorized', detail: time(authorization.authorizedAt) },
        { term: 'Renewed', detail: time(authorization.renewedAt) },
        ...(authorization.renewsBy === null
          ? []
          : [{ term: 'Renew by', detail: time(authorization.renewsBy) }]),
        { term: 'Last refresh', detail: time(authorization.lastRefreshAt) },
        { term: 'Last success', detail: time(authorization.lastWorkedAt) },
      ]}
    />
  )
}
