import { callFields } from '#components/calls/call-columns.tsx'
import { callsView } from '#components/calls/calls-view.ts'
import { toWire } from '#components/list/wire.ts'
import { listCalls } from '#lib/calls/history.ts'
import { serverList } from './server-list.tsx'

export const calls = serverList(callsView, 'time', async (ctx, { authorization, after }) => {
  const { rows, next } = await listCalls(ctx, {
    ...(authorization !== null && { authorizationId: authorization }),
    ...(after !== null && { after }),
  })
  return { rows: rows.map((row) => toWire(row, callFields)), next, readAt: ctx.now().toISOString() }
})
