import type { ApplicationView } from '#lib/applications/read.ts'
import { Card } from '../ui/card.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** The application's roles, and since when it has the newest one. */
export function RolesCard({
  application: { roles, roleAddedAt },
}: {
  application: Pick<ApplicationView, 'roles' | 'roleAddedAt'>
}) {
  return (
    <Card title="Roles">
      {roles.length === 0 ? (
        <p className="text-ink-muted">
          None entered yet. The first list only records what sellers have approved. When you add roles later,
          you see who is affected.
        </p>
      ) : (
        <ul className="grid gap-2">
          {roles.map(({ name, addedAt }) => (
            <li key={name} className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="wrap-anywhere">{name}</span>
              <span className="text-ink-muted text-sm">
                added <TimeStamp at={addedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {roleAddedAt !== null && (
        <p className="mt-3 text-ink-muted text-sm">
          Authorizations from before <TimeStamp at={roleAddedAt.toISOString()} /> lack the newest role. Those
          sellers have to authorize again.
        </p>
      )}
    </Card>
  )
}
