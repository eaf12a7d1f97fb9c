import { type Context, requireScope } from '../context.ts'
import * as store from '../store/people-lists.ts'
import { cutPage, decodeTimeCursor } from '../time-cursor.ts'

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
): Promise<{ readonly rows: readonly PersonView[]; readonly next: string | null }> {
  requireScope(ctx, 'people:read')
  const rows = await store.listPeople(ctx.db, {
    side,
    search: search.trim().slice(0, 100),
    after: after === undefined ? null : decodeTimeCursor(after),
    limit: limit + 1,
  })
  return cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }))
}
