import { authorizationFields } from '#components/authorizations/authorization-columns.tsx'
import {
  type AuthorizationsShown,
  authorizationsView,
} from '#components/authorizations/authorizations-view.ts'
import { type ListView, type Resolved, resolveView } from '#components/authorizations/list-views.ts'
import { toWire } from '#components/list/wire.ts'
import { readApplicationNames, readRoleNames } from '#lib/applications/read.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { parseTagFilter } from '#lib/tag-filter.ts'
import { serverList } from './server-list.tsx'

/** The filter for the counts. */
const toFilter = (shown: AuthorizationsShown) => {
  const { search, application, region, marketplace, workflow, account, tags, reference, role } = shown
  return {
    search,
    ...(shown.needs !== null && { needsPerson: true }),
    ...(application !== null && { applicationId: application }),
    ...(region !== null && { region }),
    ...(marketplace !== null && { marketplaceId: marketplace }),
    ...(workflow !== null && { workflow }),
    ...(account !== null && { accountName: account }),
    ...(tags !== null && { tags: parseTagFilter(tags) }),
    ...(reference !== null && { externalReference: reference }),
    ...(role !== null && { role: { name: role, isLacked: shown.has === null } }),
    ...(shown.due !== null && { renewsWithinDays: shown.due }),
    ...(shown.changed !== null && { healthWithinDays: shown.changed }),
    ...(shown.incident !== null && { incidentId: shown.incident }),
    ...(shown.exposed !== null && { exposedBy: shown.exposed }),
  }
}

/** Everything in the list, on all of its pages. */
export const toAuthorizationQuery = (shown: AuthorizationsShown) => ({
  ...toFilter(shown),
  sort: shown.sort,
  ...(shown.health.length > 0 && { health: shown.health }),
  ...(shown.flags.length > 0 && { flags: shown.flags }),
})

export const authorizations = serverList(authorizationsView, 'text', async (ctx, shown) => {
  const { after } = shown
  const [page, counts, roleProgress, choices] = await Promise.all([
    listAuthorizations(ctx, {
      ...toAuthorizationQuery(shown),
      limit: 50,
      ...(after !== null && { after }),
    }),
    countAuthorizations(ctx, toFilter(shown)),
    readRoleProgress(ctx, shown),
    readChoices(ctx),
  ])
  return {
    rows: page.rows.map((row) => toWire(row, authorizationFields)),
    next: page.next,
    counts,
    roleProgress,
    choices,
    readAt: ctx.now().toISOString(),
  }
})

/** How many have the role that the list is filtered by, and how many lack it. */
async function readRoleProgress(ctx: Context, shown: AuthorizationsShown) {
  if (shown.role === null) return null
  const count = async (has: AuthorizationsShown['has']) => {
    const counts = await countAuthorizations(ctx, toFilter({ ...shown, has }))
    return counts === null ? null : Object.values(counts.health).reduce((sum, part) => sum + part, 0)
  }
  const [has, lacks] = await Promise.all([count('role'), count(null)])
  return has === null || lacks === null ? null : { has, lacks }
}

/** The values that the list can be filtered by. */
export async function readChoices(ctx: Context) {
  const [applications, roles] = await Promise.all([readApplicationNames(ctx), readRoleNames(ctx)])
  return { applications, roles }
}

/** Resolves an address, leaving out filters by things that no longer exist: the page names those. */
export async function resolveList(
  ctx: Context,
  input: URLSearchParams,
  views: readonly ListView[],
): Promise<Resolved> {
  const resolved = resolveView(input, views)
  const { view } = resolved
  const shown = authorizations.parse(
    new URLSearchParams(authorizationsView.fields(resolved.shown, { after: resolved.shown.after })),
  )
  if (view === null) return { ...resolved, shown }
  const { applications, roles } = await readChoices(ctx)
  const lost = [
    shown.application !== null && !applications.some(({ id }) => id === shown.application) && 'application',
    shown.role !== null && !roles.includes(shown.role) && 'role',
  ].filter((name) => name !== false)
  return {
    ...resolved,
    shown: { ...shown, ...Object.fromEntries(lost.map((name) => [name, null])) },
    dropped: [...resolved.dropped, ...lost],
  }
}
