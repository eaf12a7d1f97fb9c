import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { findEvent, findLastEvent, listPublishedEvents } from '../store/events/events.ts'
import { type PublishedEvent, toPublishedEvent } from './payload.ts'

interface EventsRequest {
  readonly cursor: string | null
  readonly limit: number
  /** Null: of everything. */
  readonly authorizationId?: string | null
}

/**
 * Published events in order, after the one whose id is the cursor. Throws `events_pruned` if that event no longer
 * exists: others between it and the oldest one may be missing. At the end of the list, `next` is the id of the newest
 * event of all, so that the cursor of a reader for whom nothing happens doesn't grow old.
 */
export async function listPublished(
  ctx: Context,
  { cursor, limit, authorizationId = null }: EventsRequest,
): Promise<{
  readonly events: readonly PublishedEvent[]
  readonly next: string | null
  readonly hasMore: boolean
}> {
  requireScope(ctx, 'events:read')
  const after = cursor === null ? null : await findEvent(ctx.db, cursor)
  if (cursor !== null && after === null) throw new AppError('events_pruned', { field: 'cursor' })
  const last = await findLastEvent(ctx.db)
  if (last === null) return { events: [], next: cursor, hasMore: false }
  const rows = await listPublishedEvents(ctx.db, { after, until: last }, visibleTo(ctx.actor), {
    authorizationId,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const hasMore = rows.length > limit
  return {
    events: shown.map((row) => toPublishedEvent(row, ctx.settings.appUrl)),
    next: (hasMore ? shown.at(-1)?.id : null) ?? last.id,
    hasMore,
  }
}
