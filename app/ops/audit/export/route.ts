import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { exportAudit, type ListedAuditEntry } from '#lib/audit/search.ts'
import { answerFile } from '../../data/answer-file.ts'
import { audit, toAuditQuery } from '../../lists/audit.ts'

/** All matching entries, one JSON object per line. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  const ctx = await pageContext()
  const day = ctx.now().toISOString().slice(0, 10)
  return answerFile({ name: `audit-${day}.jsonl`, type: 'application/jsonl' }, async () =>
    toLines(await exportAudit(ctx, toAuditQuery(audit.parse(nextUrl.searchParams)))),
  )
}

async function* toLines(parts: AsyncGenerator<readonly ListedAuditEntry[]>): AsyncGenerator<string> {
  for await (const entries of parts) yield entries.map(toLine).join('')
}

function toLine({ personName, keyName, targetName, ...row }: ListedAuditEntry): string {
  return `${JSON.stringify({
    id: row.id,
    happenedAt: row.happenedAt.toISOString(),
    action: row.action,
    outcome: row.outcome,
    actor: { kind: row.actorKind, id: row.actorId, name: personName ?? keyName },
    target: { kind: row.targetKind, id: row.targetId, name: targetName },
    accountId: row.accountId,
    details: row.details,
    eventId: row.eventId,
    requestId: row.requestId,
    address: row.address,
  })}\n`
}
