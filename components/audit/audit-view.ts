import type { ActorGroup } from '#lib/audit/search.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { day, matching, oneOf, text } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { AuditRow } from './audit-columns.tsx'
import { actorGroupLabels, targetKinds } from './audit-words.ts'

/** The audit log: who did what, and how it ended. */
export const auditView = defineView<ListPage<AuditRow>>()({
  name: 'audit',
  path: paths.audit,
  parsers: {
    /** A noun (`authorization`) or an action (`authorization.paused`). */
    action: matching(/^[a-z-]{1,40}(\.[a-z-]{1,40})?$/),
    actor: oneOf(Object.keys(actorGroupLabels) as ActorGroup[]),
    /** The id of a person or of a key, or the name of a job. */
    actorId: text,
    target: oneOf(targetKinds),
    targetId: text,
    outcome: oneOf(['done', 'refused', 'failed'] as const),
    request: text,
    first: day,
    last: day,
  },
  refreshEveryMs: 15_000,
})

export type AuditShown = Shown<typeof auditView>

/** All filters of the log. */
export const noFilter = {
  action: null,
  actor: null,
  actorId: null,
  target: null,
  targetId: null,
  outcome: null,
  request: null,
  first: null,
  last: null,
} satisfies Partial<AuditShown>

export function isFiltered(shown: AuditShown): boolean {
  return Object.keys(noFilter).some((name) => shown[name as keyof typeof noFilter] !== null)
}
