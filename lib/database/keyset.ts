import { type AnyColumn, asc, desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { isStorable, storablePart } from '../storable-text.ts'

/**
 * Pages of a list, by keyset: a page starts after the sort key and the id of the last row of the previous page. Unlike
 * an offset, that costs the same on every page, and neither skips nor repeats a row when rows are added meanwhile.
 */
export interface Cursor {
  /** The last row's sort key. A time is in ISO 8601, with milliseconds. */
  readonly key: string
  /** The last row's id, which orders rows with equal keys. */
  readonly id: string
}

/** The type of a list's sort key. A cursor with another type of key is invalid for it. */
export type KeyKind = 'text' | 'time' | 'number'

/** A page of a list. `next` is the cursor of the next page, encoded; null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Postgres has no year 0. */
const keyShapes = {
  text: z.string().max(2_000).refine(isStorable),
  time: z.iso.datetime().startsWith('20'),
  number: z.string().regex(/^\d{1,18}$/),
} satisfies Record<KeyKind, z.ZodType>

/** For lists that are sorted by a unique number, and need no id. */
export const noId = '00000000-0000-0000-0000-000000000000'

/** The text of a cursor: letters, digits, `-` and `_`. */
export function encodeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/** Throws `input_invalid` for anything that `encodeCursor` did not produce for a list with this kind of key. */
export function decodeCursor(text: string, kind: KeyKind): Cursor {
  try {
    const written: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const [key, id] = z.tuple([keyShapes[kind], z.guid()]).parse(written)
    return { key, id }
  } catch {
    throw new AppError('input_invalid', { field: 'cursor' })
  }
}

/** Whether `decodeCursor` accepts it. For pages, which ignore a damaged cursor. */
export function isCursor(text: string, kind: KeyKind): boolean {
  try {
    decodeCursor(text, kind)
    return true
  } catch {
    return false
  }
}

/**
 * Reads one page. `read` gets the decoded cursor and how many rows to select: one more than `limit`, which shows
 * whether there is a next page. Throws `input_invalid` for a damaged `after`.
 */
export async function readPage<Row>(
  { after, kind, limit }: { readonly after?: string | null | undefined; kind: KeyKind; limit: number },
  read: (page: { readonly after: Cursor | null; readonly limit: number }) => Promise<readonly Row[]>,
  cursorOf: (row: Row) => { readonly key: string | Date; readonly id: string },
): Promise<Page<Row>> {
  const found = await read({ after: after == null ? null : decodeCursor(after, kind), limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length <= limit || last === undefined) return { rows, next: null }
  const { key, id } = cursorOf(last)
  return { rows, next: encodeCursor({ key: typeof key === 'string' ? key : key.toISOString(), id }) }
}

/** The order of a list: by a key, and by id where keys are equal. */
export interface Keyset {
  readonly key: AnyColumn | SQL
  readonly id: AnyColumn
  readonly kind: KeyKind
  readonly isDescending: boolean
}

export function newestFirst(key: AnyColumn, id: AnyColumn): Keyset {
  return { key, id, kind: 'time', isDescending: true }
}

/** For `order by`. */
export function inOrder({ key, id, isDescending }: Keyset): SQL[] {
  const direction: (column: SQLWrapper) => SQL = isDescending ? desc : asc
  return [direction(key), direction(id)]
}

/** For `where`: the rows that follow the cursor. Undefined without a cursor, which drizzle leaves out. */
export function pageAfter({ key, id, kind, isDescending }: Keyset, cursor: Cursor | null): SQL | undefined {
  if (cursor === null) return undefined
  const value = kind === 'time' ? sql`${cursor.key}::timestamptz` : sql`${cursor.key}`
  return sql`(${key}, ${id}) ${sql.raw(isDescending ? '<' : '>')} (${value}, ${cursor.id}::uuid)`
}

/** Patterns for `like` and `ilike` in which every character of the text means itself. */
export const likePattern = {
  containing: (text: string): string => `%${escapeLike(text)}%`,
  startingWith: (text: string): string => `${escapeLike(text)}%`,
}

function escapeLike(text: string): string {
  return storablePart(text).replace(/[\\%_]/g, '\\$&')
}
