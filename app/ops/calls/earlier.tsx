import type { CallsView } from '#components/calls/calls-view.ts'
import { EarlierCalls } from '#components/calls/earlier-calls.tsx'
import { listCalls } from '#lib/calls/history.ts'
import type { Context } from '#lib/context.ts'

export async function Earlier({
  ctx,
  view,
  name,
  mayRun,
}: {
  ctx: Context
  view: CallsView
  name: string | null
  mayRun: boolean
}) {
  const { authorization, after } = view
  const { rows, next } = await listCalls(ctx, {
    ...(authorization !== undefined && { authorizationId: authorization }),
    ...(after !== undefined && { after }),
  })
  const renderedAt = ctx.now().toISOString()
  return (
    <EarlierCalls view={view} name={name} calls={rows} next={next} mayRun={mayRun} renderedAt={renderedAt} />
  )
}
