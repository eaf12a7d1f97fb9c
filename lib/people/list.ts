import { type Context, requireScope, toShown } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import * as store from '../store/people/people.ts'

export type PersonView = store.ListedPerson

export interface PeopleRequest {
  readonly side: 'operators' | 'accounts'
  /** Part of a name or an email address. */
  readonly search?: string
  /** `next` of the page before. */
  readonly after?: string
  readonly limit?: number
}

const pageSize = 50

/** Those who may sign in, newest first. `next` is null on the last page. */
export async function listPeople(
  ctx: Context,
  { side, search = '', after, limit = pageSize }: PeopleRequest,
): Promise<Page<PersonView>> {
  requireScope(ctx, 'people:read')
  const page = await readPage(
    { after, kind: 'time', limit },
    (page) => store.listPeople(ctx.db, { side, search: search.trim().slice(0, 100), ...page }),
    ({ createdAt, id }) => ({ key: createdAt, id }),
  )
  const shown = toShown(ctx)
  return { ...page, rows: page.rows.map((row) => ({ ...row, lastSeenAt: shown(row.lastSeenAt) })) }
}
