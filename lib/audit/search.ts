import type { AuditOutcome } from '#drizzle/schema.ts'
import { type Context, hasScope, requireScope } from '../context.ts'
import { noId, type Page, readPage } from '../database/keyset.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { type AuditFilter, type ListedAuditEntry, listAuditEntries } from '../store/audit/audit.ts'
import { type Action, actions } from './actions.ts'
import { type AuditTarget, recordAudit } from './record.ts'

export type { ListedAuditEntry }

/** Groups of actors; `people`: the company's own. */
export const actorGroups = {
  people: ['viewer', 'operator', 'admin'],
  sellers: ['account'],
  keys: ['api-key'],
  agents: ['agent'],
  visitors: ['visitor'],
  system: ['system'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ActorGroup = keyof typeof actorGroups

export interface AuditQuery {
  /** A noun (`authorization`) or an action (`authorization.paused`). */
  readonly action?: string
  readonly actor?: ActorGroup
  /** The id of a person or of a key, or the name of a job. */
  readonly actorId?: string
  readonly targetKind?: AuditTarget['kind']
  readonly targetId?: string
  readonly outcome?: AuditOutcome
  readonly requestId?: string
  /** Days (UTC), ISO 8601, both included. */
  readonly firstDay?: string
  readonly lastDay?: string
}

const dayMs = 86_400_000
/** Entries about these targets need the right to manage people. */
const peopleTargets: readonly AuditTarget['kind'][] = ['person', 'session', 'invitation', 'api-key']

/** A page of the audit log, newest first. Throws `input_invalid` for a damaged `after`. */
export async function searchAudit(
  ctx: Context,
  { after, limit = 50, ...query }: AuditQuery & { readonly after?: string; readonly limit?: number },
): Promise<Page<ListedAuditEntry>> {
  requireScope(ctx, 'audit:search')
  return readPage(
    { after, kind: 'number', limit: Math.min(limit, 200) },
    (page) =>
      listAuditEntries(ctx.db, filterOf(ctx, query), {
        before: page.after === null ? null : Number(page.after.key),
        limit: page.limit,
      }),
    ({ id }) => ({ key: String(id), id: noId }),
  )
}

const rowsPerRead = 1_000

/**
 * Streams every entry that matches, the newest first, as fast as the reader consumes them. Entries written meanwhile
 * are left out. The export itself is recorded, too.
 */
export async function exportAudit(
  ctx: Context,
  query: AuditQuery,
): Promise<AsyncGenerator<readonly ListedAuditEntry[]>> {
  requireScope(ctx, 'audit:search')
  await requireConfirmation(ctx)
  const filter = filterOf(ctx, query)
  await recordAudit(
    ctx,
    'audit.exported',
    { kind: 'installation', id: 'audit' },
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? null])),
  )
  return readAll(ctx, filter)
}

async function* readAll(ctx: Context, filter: AuditFilter): AsyncGenerator<readonly ListedAuditEntry[]> {
  let before: number | null = null
  for (;;) {
    const rows: readonly ListedAuditEntry[] = await listAuditEntries(ctx.db, filter, {
      before,
      limit: rowsPerRead,
    })
    if (rows.length > 0) yield rows
    before = rows.at(-1)?.id ?? null
    if (rows.length < rowsPerRead || before === null) return
  }
}

function filterOf(ctx: Context, query: AuditQuery): AuditFilter {
  const { action, actor, actorId, targetKind, targetId, outcome, requestId, firstDay, lastDay } = query
  return {
    ...(action !== undefined && { actions: actionsOf(action) }),
    ...(actor !== undefined && { actorKinds: actorGroups[actor] }),
    ...(actorId !== undefined && { actorId }),
    ...(targetKind !== undefined && { targetKind }),
    ...(targetId !== undefined && { targetId }),
    ...(outcome !== undefined && { outcome }),
    ...(requestId !== undefined && { requestId }),
    ...(firstDay !== undefined && { from: new Date(firstDay) }),
    ...(lastDay !== undefined && { until: new Date(Date.parse(lastDay) + dayMs) }),
    ...(!hasScope(ctx.actor, 'people:read') && { hiddenTargets: peopleTargets }),
  }
}

/** Every action of a noun, or the one of this name. */
function actionsOf(name: string): readonly Action[] {
  return (Object.keys(actions) as Action[]).filter(
    (action) => action === name || action.startsWith(`${name}.`),
  )
}
