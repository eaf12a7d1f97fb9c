import Link from 'next/link'
import type { ListedAuditEntry } from '#lib/audit/search.ts'
import { outcomeLooks } from '../authorizations/history.tsx'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { AuditPanel } from './audit-panel.tsx'
import { actionLabel, actorWords, targetHref, targetLabel } from './audit-words.ts'

/** The fields of an entry that the columns and the panel need; nothing else is sent to the browser. */
export const auditFields = [
  'happenedAt',
  'action',
  'outcome',
  'actorKind',
  'actorId',
  'personName',
  'keyName',
  'targetKind',
  'targetId',
  'targetName',
  'details',
  'eventId',
  'requestId',
  'address',
] as const satisfies readonly (keyof ListedAuditEntry)[]

export type AuditRow = Wire<Pick<ListedAuditEntry, (typeof auditFields)[number]>> & {
  readonly id: string
}

export const auditColumns: readonly Column<AuditRow>[] = [
  {
    key: 'time',
    header: 'Time',
    skeleton: 'w-20',
    from: 'sm',
    cell: ({ happenedAt }) => <TimeStamp at={happenedAt} />,
  },
  {
    key: 'actor',
    header: 'Actor',
    skeleton: 'w-24',
    from: 'md',
    cell: (entry) => <ActorCell entry={entry} />,
  },
  {
    key: 'action',
    header: 'Action',
    skeleton: 'w-64',
    grow: true,
    cell: (entry) => (
      <span className="grid leading-snug">
        <span className="flex min-w-0 items-center gap-2">
          <span title={actionLabel(entry.action)} className="truncate font-medium">
            {actionLabel(entry.action)}
          </span>
          <OutcomeBadge outcome={entry.outcome} />
        </span>
        <TargetCell entry={entry} />
        <span className="truncate text-ink-muted text-sm md:hidden">
          <span className="sm:hidden">
            <TimeStamp at={entry.happenedAt} inText />,{' '}
          </span>
          {actorWords(entry).name}
        </span>
      </span>
    ),
  },
  {
    key: 'address',
    header: 'IP address',
    skeleton: 'w-24',
    from: 'xl',
    cell: ({ address }) => (
      <span title={address ?? '–'} className="block max-w-40 truncate font-mono text-ink-muted text-sm">
        {address ?? '–'}
      </span>
    ),
  },
  {
    key: 'request',
    header: 'Request id',
    skeleton: 'w-24',
    from: 'xl',
    cell: ({ requestId }) => (
      <span
        title={requestId ?? undefined}
        className="block max-w-32 truncate font-mono text-ink-muted text-sm"
      >
        {requestId ?? '–'}
      </span>
    ),
  },
  {
    key: 'details',
    header: 'Details',
    skeleton: 'w-16',
    align: 'right',
    cell: (entry) => <AuditPanel entry={entry} />,
  },
]

function ActorCell({ entry }: { entry: AuditRow }) {
  const { name, kind } = actorWords(entry)
  return (
    <span className="grid w-40 leading-snug">
      <span title={name} className="truncate">
        {name}
      </span>
      {kind !== null && (
        <span title={kind} className="truncate text-ink-muted text-sm">
          {kind}
        </span>
      )}
    </span>
  )
}

/** Marks an entry that failed; nothing for one that succeeded. */
export function OutcomeBadge({ outcome }: { outcome: AuditRow['outcome'] }) {
  const look = outcomeLooks[outcome]
  return look === null ? null : <Badge tone={look.tone}>{look.label}</Badge>
}

function TargetCell({ entry: { targetKind, targetId, targetName } }: { entry: AuditRow }) {
  const href = targetHref(targetKind, targetId)
  const name = targetName ?? targetLabel(targetKind)
  return href === null ? (
    <span title={name} className="truncate text-ink-muted text-sm">
      {name}
    </span>
  ) : (
    <span className="flex min-w-0 text-sm">
      <Link
        href={href}
        prefetch={false}
        className="truncate rounded-sm text-ink-muted underline decoration-line-strong/60 underline-offset-2 hover:text-ink"
      >
        {name}
      </Link>
    </span>
  )
}
