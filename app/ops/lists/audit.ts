import { auditFields } from '#components/audit/audit-columns.tsx'
import { type AuditShown, auditView } from '#components/audit/audit-view.ts'
import { toWire } from '#components/list/wire.ts'
import { type AuditQuery, searchAudit } from '#lib/audit/search.ts'
import { serverList } from './server-list.tsx'

export const audit = serverList(auditView, 'number', async (ctx, shown) => {
  const { after } = shown
  const page = await searchAudit(ctx, { ...toAuditQuery(shown), ...(after !== null && { after }) })
  return {
    rows: page.rows.map((row) => ({ ...toWire(row, auditFields), id: String(row.id) })),
    next: page.next,
    readAt: ctx.now().toISOString(),
  }
})

/** The query of an address. */
export function toAuditQuery(shown: AuditShown): AuditQuery {
  const { action, actor, actorId, target, targetId, outcome, request, first, last } = shown
  return {
    ...(action !== null && { action }),
    ...(actor !== null && { actor }),
    ...(actorId !== null && { actorId }),
    ...(target !== null && { targetKind: target }),
    ...(targetId !== null && { targetId }),
    ...(outcome !== null && { outcome }),
    ...(request !== null && { requestId: request }),
    ...(first !== null && { firstDay: first }),
    ...(last !== null && { lastDay: last }),
  }
}
