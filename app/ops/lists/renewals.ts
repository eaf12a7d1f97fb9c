import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import { toWire } from '#components/list/wire.ts'
import { renewalFields } from '#components/renewals/renewal-columns.tsx'
import { renewalsView } from '#components/renewals/renewals-view.ts'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import { serverList } from './server-list.tsx'

export const renewals = serverList(renewalsView, 'time', async (ctx, { application, within, after }) => {
  const { rows, ...calendar } = await readRenewals(ctx, {
    applicationId: application ?? undefined,
    within: within ?? undefined,
    after: after ?? undefined,
  })
  return {
    ...calendar,
    rows: rows.map((row) => ({
      ...toWire(row, renewalFields),
      renewsBy: row.renewsBy.toISOString(),
      reauthorizeUrl: row.renewalObstacle === null ? reauthorizeUrl(ctx, row.id) : null,
    })),
    readAt: ctx.now().toISOString(),
  }
})
