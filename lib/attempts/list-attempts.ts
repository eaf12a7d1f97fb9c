import type { Workflow } from '#drizzle/schema.ts'
import { marketplaces } from '../amazon/marketplaces.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { listApplications } from '../store/applications.ts'
import {
  type AttemptEnd,
  type AttemptFilter,
  type AttemptSearch,
  countAttemptRows,
  listAttemptRows,
  listAttemptRowsOf,
} from '../store/attempt-lists.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { type AttemptView, toAttemptView } from './attempt-view.ts'
import { type Period, rangeOf } from './period.ts'

const mostOfAuthorization = 5

export interface AttemptQuery {
  /**
   * The beginning of a selling partner's id, an attempt's or authorization's id, a country, or a part of the name of
   * an account or an application, or of a person's e-mail address.
   */
  readonly search?: string
  readonly workflow?: Workflow | null
  readonly end?: AttemptEnd | null
  /** Of their start. */
  readonly period?: Period
  /** `next` of the page before. */
  readonly after?: string | null
  readonly limit?: number
}

/** Newest first. `next` is null on the last page. Throws `input_invalid` for a damaged `after`. */
export async function listAttempts(ctx: Context, query: AttemptQuery): Promise<Page<AttemptView>> {
  requireScope(ctx, 'attempts:read')
  const limit = Math.min(query.limit ?? 50, 200)
  const filter = { ...(await filterOf(ctx, query)), end: query.end ?? null }
  const page = await readPage(
    { after: query.after, kind: 'time', limit },
    (wanted) => listAttemptRows(ctx.db, filter, wanted),
    ({ startedAt, id }) => ({ key: startedAt, id }),
  )
  return { ...page, rows: page.rows.map(toAttemptView) }
}

/** How many ended in which way, whatever end the query asks for. */
export async function countAttempts(
  ctx: Context,
  query: Omit<AttemptQuery, 'end' | 'after'>,
): Promise<Readonly<Partial<Record<AttemptEnd, number>>>> {
  requireScope(ctx, 'attempts:read')
  return countAttemptRows(ctx.db, await filterOf(ctx, query))
}

/** The newest attempts of an authorization, not those of its selling partner's other ones. Throws `authorization_not_found`. */
export async function listAttemptsOf(ctx: Context, authorizationId: string): Promise<readonly AttemptView[]> {
  requireScope(ctx, 'attempts:read')
  const found = await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { consentGroup } = found.authorization
  const own = marketplaces
    .filter((marketplace) => marketplace.consentGroup === consentGroup)
    .map(({ id }) => id)
  return (await listAttemptRowsOf(ctx.db, found.authorization, own, mostOfAuthorization)).map(toAttemptView)
}

async function filterOf(
  ctx: Context,
  { search = '', workflow = null, period = 'any' }: AttemptQuery,
): Promise<AttemptFilter> {
  const words = search.trim().slice(0, 200)
  return {
    search: words === '' ? null : await searchFor(ctx, words),
    workflow,
    ...rangeOf(period, ctx.now()),
  }
}

/** What the words name in tables that are small. */
async function searchFor(ctx: Context, words: string): Promise<AttemptSearch> {
  const lower = words.toLowerCase()
  const applications = await listApplications(ctx.db)
  return {
    words,
    marketplaceIds: marketplaces
      .filter(({ country, countryCode, id }) =>
        [country.toLowerCase(), countryCode.toLowerCase(), id.toLowerCase()].includes(lower),
      )
      .map(({ id }) => id),
    applicationIds: applications
      .filter(
        ({ name, spApiApplicationId }) => name.toLowerCase().includes(lower) || spApiApplicationId === words,
      )
      .map(({ id }) => id),
  }
}
