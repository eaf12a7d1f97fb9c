import { QuarantineCard } from '#components/attempts/quarantine-card.tsx'
import { keptUntil, readReplacedToken } from '#lib/attempts/quarantine.ts'
import type { AttemptView } from '#lib/attempts/read.ts'
import type { Context } from '#lib/context.ts'
import { accept, dismiss } from './decide.ts'

/** The decision about a grant that was set aside; nothing for any other attempt. */
export async function Quarantine({ ctx, attempt }: { ctx: Context; attempt: AttemptView }) {
  const { id, status, sellingPartnerId, accountName, endedAt } = attempt
  if (status !== 'quarantined' || accountName === null || endedAt === null) return null
  const replaced = await readReplacedToken(ctx, id)
  return (
    <QuarantineCard
      attemptId={id}
      sellingPartnerId={sellingPartnerId}
      accountName={accountName}
      replaced={replaced && { ...replaced, renewedAt: replaced.renewedAt.toISOString() }}
      keptUntil={keptUntil(ctx, endedAt).toISOString()}
      accept={accept}
      dismiss={dismiss}
    />
  )
}
