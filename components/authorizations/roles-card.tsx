import { clsx } from 'clsx'
import type { UnknownReason } from '#lib/amazon/roles/check-roles.ts'
import type { RoleRow } from '#lib/role-checks/read.ts'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { CheckRolesButton } from './check-roles-button.tsx'

const reasons: Readonly<Record<UnknownReason, string>> = {
  'not-isolated': 'No Amazon operation tests this role on its own.',
  'refused-once': 'Amazon refused once. A second refusal at least two hours later will confirm it.',
  'doubtful-refusal': 'Amazon refused, but it also refuses sellers who haven’t joined the program.',
  'no-answer': 'Amazon’s answer was inconclusive.',
  'control-refused':
    'Amazon also refused a read that almost every role permits, so the cause is something else.',
}

/** Amazon's roles for this authorization: the application's first. */
export function AuthorizationRolesCard({
  id,
  rows,
  check,
}: {
  id: string
  rows: readonly RoleRow[]
  /** Null: the viewer may not ask Amazon. */
  check: FormAction | null
}) {
  const own = rows.filter(({ addedAt }) => addedAt !== null)
  const others = rows.filter(({ addedAt }) => addedAt === null)
  return (
    <Card title="Roles" action={check !== null && <CheckRolesButton id={id} check={check} />} flush>
      {own.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted">
          No roles have been entered for this application. What Amazon allows is shown below.
        </p>
      ) : (
        <RoleList rows={own} />
      )}
      <details open={own.length === 0} className="border-line border-t">
        <summary className="flex min-h-10 items-center gap-2 px-4 outline-offset-[-2px] hover:bg-sunken">
          <DisclosureIcon />
          {own.length === 0 ? 'Amazon’s roles' : 'Roles that the application doesn’t have'}
        </summary>
        <RoleList rows={others} />
      </details>
    </Card>
  )
}

function RoleList({ rows }: { rows: readonly RoleRow[] }) {
  return (
    <ul>
      {rows.map((row, place) => (
        <li
          key={row.role}
          className={clsx(
            'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-0.5 px-4 py-2.5',
            place > 0 && 'border-line border-t',
          )}
        >
          <span className="hyphens-auto font-medium wrap-anywhere">{row.role}</span>
          <RoleStatus row={row} />
          <span className="col-span-full text-ink-muted text-sm">
            <Evidence row={row} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function RoleStatus({ row: { check } }: { row: RoleRow }) {
  if (check === null) return <Badge tone="neutral">Not checked</Badge>
  if (check.status === 'refused') return <Badge tone="bad">Refused</Badge>
  if (check.status === 'unknown') return <Badge tone="neutral">Unknown</Badge>
  return <Badge tone="good">{check.isProbable ? 'Probably works' : 'Works'}</Badge>
}

function Evidence({ row: { check, isNewer, addedAt } }: { row: RoleRow }) {
  return (
    <>
      {isNewer && addedAt !== null && (
        <>
          The seller authorized before the application got it, <TimeStamp at={addedAt} />.{' '}
        </>
      )}
      {check?.reason != null && `${reasons[check.reason]} `}
      {check?.evidence != null && (
        <>
          <code className="font-mono">{check.evidence.operation.split('.').at(-1)}</code> answered{' '}
          {check.evidence.status}
          {check.checkedAt !== null && (
            <>
              , <TimeStamp at={new Date(check.checkedAt).toISOString()} />
            </>
          )}
          .
        </>
      )}
    </>
  )
}
