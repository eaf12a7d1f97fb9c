import { z } from 'zod'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import * as store from '../store/people-lists.ts'

export type PersonView = store.ListedPerson

export interface PeopleRequest {
  readonly side: 'operators' | 'accounts'
  /** Part of a name or an e-mail address. */
  readonly search?: string
  /** `next` of the page before. */
  readonly after?: string
  readonly limit?: number
}

const pageSize = 50

/** Those who may sign in, newest first. `next` is null on the last page. Throws `input_invalid`. */
export async function listPeople(
  ctx: Context,
  { side, search = '', after, limit = pageSize }: PeopleRequest,
): Promise<{ readonly rows: PersonView[]; readonly next: string | null }> {
  requireScope(ctx, 'people:read')
  const rows = await store.listPeople(ctx.db, {
    side,
    search: search.trim().slice(0, 100),
    after: after === undefined ? null : parseCursor(after),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return { rows: page, next: hasMore ? `${last.createdAt.toISOString()}_${last.id}` : null }
}

const cursor = z.tuple([z.iso.datetime(), z.guid()])

/** Is it of the form that `next` has? For a door that answers a damaged address before it asks. */
export function isPeopleCursor(text: string): boolean {
  return cursor.safeParse(text.split('_')).success
}

function parseCursor(text: string): { createdAt: Date; id: string } {
  const parsed = cursor.safeParse(text.split('_'))
  if (!parsed.success) throw new AppError('input_invalid', { field: 'after' })
  const [createdAt, id] = parsed.data
  return { createdAt: new Date(createdAt), id }
}
