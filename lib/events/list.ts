import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { findEvent, listPublishedEvents } from '../store/events/events.ts'
import { type PublishedEvent, toPublishedEvent } from './payload.ts'

interface EventsRequest {
  readonly cursor: string | null
  readonly limit: number
  /** Null: of everything. */
  readonly authorizationId?: string | null
}

/**
 * Published events in order, after the one whose id is the cursor. `next` continues even at the end of the list. Throws
 * `events_pruned` if that event no longer exists: others between it and the oldest one may be missing.
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
  const rows = await listPublishedEvents(ctx.db, after, visibleTo(ctx.actor), {
    authorizationId,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  return {
    events: shown.map((row) => toPublishedEvent(row, ctx.settings.appUrl)),
    next: shown.at(-1)?.id ?? cursor,
    hasMore: rows.length > limit,
  }
}
