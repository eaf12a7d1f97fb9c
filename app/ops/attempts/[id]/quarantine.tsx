import { QuarantineCard } from '#components/attempts/quarantine-card.tsx'
import type { AttemptView } from '#lib/attempts/attempt-view.ts'
import { keptUntil } from '#lib/attempts/list-quarantined.ts'
import { readNewerToken } from '#lib/attempts/read-newer-token.ts'
import type { Context } from '#lib/context.ts'
import { accept, dismiss } from './decide.ts'

/** The decision about a grant that was set aside; nothing for any other attempt. */
export async function Quarantine({ ctx, attempt }: { ctx: Context; attempt: AttemptView }) {
  const { id, status, sellingPartnerId, accountName, endedAt } = attempt
  if (status !== 'quarantined' || sellingPartnerId === null || accountName === null || endedAt === null) {
    return null
  }
  const newer = await readNewerToken(ctx, id)
  return (
    <QuarantineCard
      attemptId={id}
      sellingPartnerId={sellingPartnerId}
      accountName={accountName}
      newer={newer && { ...newer, renewedAt: newer.renewedAt.toISOString() }}
      keptUntil={keptUntil(ctx, endedAt).toISOString()}
      renderedAt={ctx.now().toISOString()}
      accept={accept}
      dismiss={dismiss}
    />
  )
}
