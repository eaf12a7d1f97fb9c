import { QuarantineCard } from '#components/attempts/quarantine-card.tsx'
import { keptUntil, readNewerToken } from '#lib/attempts/quarantine.ts'
import type { AttemptView } from '#lib/attempts/read.ts'
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
      accept={accept}
      dismiss={dismiss}
    />
  )
}
