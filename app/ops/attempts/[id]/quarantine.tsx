import { QuarantineCard } from '#components/ops/quarantine-card.tsx'
import type { AttemptView } from '#lib/authorizations/attempt-view.ts'
import { keptUntil } from '#lib/authorizations/list-quarantined.ts'
import type { Context } from '#lib/context.ts'
import { accept, dismiss } from './decide.ts'

/** The decision about a grant that was set aside; nothing for any other attempt. */
export function Quarantine({ ctx, attempt }: { ctx: Context; attempt: AttemptView }) {
  const { id, status, sellingPartnerId, accountName, endedAt } = attempt
  if (status !== 'quarantined' || sellingPartnerId === null || accountName === null || endedAt === null) {
    return null
  }
  return (
    <QuarantineCard
      attemptId={id}
      sellingPartnerId={sellingPartnerId}
      accountName={accountName}
      keptUntil={keptUntil(ctx, endedAt).toISOString()}
      renderedAt={ctx.now().toISOString()}
      accept={accept}
      dismiss={dismiss}
    />
  )
}
