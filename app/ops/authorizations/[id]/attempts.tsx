import { LastAttempts } from '#components/attempts/last-attempts.tsx'
import { listAttemptsOf } from '#lib/attempts/read.ts'
import type { Context } from '#lib/context.ts'

export async function Attempts({ ctx, authorizationId }: { ctx: Context; authorizationId: string }) {
  return (
    <LastAttempts
      attempts={await listAttemptsOf(ctx, authorizationId)}
      renderedAt={ctx.now().toISOString()}
    />
  )
}
