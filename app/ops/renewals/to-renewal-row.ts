import { reauthorizeUrl } from '#app/_server/reauthorize-url.ts'
import type { RenewalRow } from '#components/renewals/renewal-table.tsx'
import type { RenewalCalendar } from '#lib/authorizations/renewals.ts'
import { states } from '#lib/authorizations/status.ts'
import type { Context } from '#lib/context.ts'

/** What the browser gets of a row. */
export function toRenewalRow(ctx: Context, view: RenewalCalendar['rows'][number]): RenewalRow {
  const { id, name, sellingPartnerId, partnerType, accountName, manageAppsUrl, state, reason } = view
  const { label, tone } = states[state]
  return {
    ...{ id, name, sellingPartnerId, partnerType, accountName, manageAppsUrl, label, tone, hint: reason },
    renewsBy: view.renewsBy.toISOString(),
    lastWorkedAt: view.lastWorkedAt?.toISOString() ?? null,
    reauthorizeUrl: reauthorizeUrl(ctx, id),
  }
}
