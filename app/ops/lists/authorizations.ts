import { authorizationFields } from '#components/authorizations/authorization-columns.tsx'
import { authorizationsView, type StateCount } from '#components/authorizations/authorizations-view.ts'
import { toWire } from '#components/list/wire.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import { type State, states } from '#lib/authorizations/status.ts'
import { readIncidentSummaries } from './incidents.ts'
import { serverList } from './server-list.tsx'

export const authorizations = serverList(
  authorizationsView,
  'text',
  async (ctx, { search, states: chosen, sort, after }) => {
    const [page, counts, incidents] = await Promise.all([
      listAuthorizations(ctx, {
        ...{ search, sort, limit: 50 },
        ...(chosen.length > 0 && { states: chosen }),
        ...(after !== null && { after }),
      }),
      countAuthorizations(ctx, { search }),
      readIncidentSummaries(ctx),
    ])
    return {
      rows: page.rows.map((row) => toWire(row, authorizationFields)),
      next: page.next,
      counts: toCounts(counts),
      incidents,
      readAt: ctx.now().toISOString(),
    }
  },
)

function toCounts(counts: Readonly<Record<State, number>>): StateCount[] {
  return (Object.keys(states) as State[])
    .map((state) => ({ state, ...states[state], count: counts[state] }))
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ state, label, tone, hint, count }) => ({ state, label, tone, hint, count }))
}
