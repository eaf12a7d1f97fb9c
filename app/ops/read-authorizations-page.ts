import type {
  AuthorizationSummary,
  AuthorizationsPage,
  StateCount,
} from '#components/authorizations/authorizations-page.ts'
import type { ListView } from '#components/authorizations/list-view.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import { type State, states } from '#lib/authorizations/status.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { Context } from '#lib/context.ts'
import { readIncidentSummaries } from './read-incident-summaries.ts'

const pageSize = 50

/** What the list shows, for its first rendering and for every live reading after it. */
export async function readAuthorizationsPage(ctx: Context, view: ListView): Promise<AuthorizationsPage> {
  const { search, sort, after } = view
  const [page, counts, incidents] = await Promise.all([
    listAuthorizations(ctx, {
      search,
      sort,
      limit: pageSize,
      ...(view.states.length > 0 && { states: view.states }),
      ...(after !== null && { after }),
    }),
    countAuthorizations(ctx, { search }),
    readIncidentSummaries(ctx),
  ])
  return {
    rows: page.rows.map(toSummary),
    next: page.next,
    counts: toCounts(counts),
    incidents,
    readAt: ctx.now().toISOString(),
  }
}

function toSummary(view: AuthorizationView): AuthorizationSummary {
  const { id, sellingPartnerId, accountName, partnerType, marketplaceId, region, state, who } = view
  return {
    ...{ id, sellingPartnerId, accountName, partnerType, marketplaceId, region, state, who },
    name: view.name,
    since: view.since.toISOString(),
    inIncident: view.incidentSince !== null,
    lastWorkedAt: view.lastWorkedAt?.toISOString() ?? null,
  }
}

function toCounts(counts: Readonly<Record<State, number>>): StateCount[] {
  return (Object.keys(states) as State[])
    .map((state) => ({ state, ...states[state], count: counts[state] }))
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ state, label, tone, hint, count }) => ({ state, label, tone, hint, count }))
}
