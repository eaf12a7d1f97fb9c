import { z } from 'zod'
import { AppError } from './errors.ts'

/** The last row of a page of a list that is in the order of time: the next page begins after it. */
export interface TimeCursor {
  readonly at: Date
  readonly id: string
}

/** Postgres reads no year 0. */
const shape = z.tuple([z.iso.datetime().startsWith('20'), z.guid()])

export function encodeTimeCursor({ at, id }: TimeCursor): string {
  return `${at.toISOString()}_${id}`
}

/** Is it of the form that `encodeTimeCursor` makes? For a door that answers a damaged address before it asks. */
export function isTimeCursor(text: string): boolean {
  return shape.safeParse(text.split('_')).success
}

/** Throws `input_invalid`. */
export function decodeTimeCursor(text: string): TimeCursor {
  const parsed = shape.safeParse(text.split('_'))
  if (!parsed.success) throw new AppError('input_invalid', { field: 'after' })
  const [at, id] = parsed.data
  return { at: new Date(at), id }
}

/**
 * Cuts a page out of rows of which one more than fit was asked for. `next` is null on the last page.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => TimeCursor,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return { rows: page, next: hasMore ? encodeTimeCursor(cursorOf(last)) : null }
}
