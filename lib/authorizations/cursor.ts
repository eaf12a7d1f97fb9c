import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Cursor } from '../store/authorization-lists.ts'

/** Postgres has no NUL in text. */
const key = z
  .string()
  .max(2_000)
  .refine((text) => !text.includes('\0'))
const shape = z.tuple([key, z.uuid()])

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.key, cursor.id])).toString('base64url')
}

/** Whether `encodeCursor` could have made it. For a page that ignores a damaged one. */
export function isCursor(text: string): boolean {
  try {
    decodeCursor(text)
    return true
  } catch {
    return false
  }
}

/** Throws `input_invalid` for anything that `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor {
  try {
    const [key, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { key, id }
  } catch {
    throw new AppError('input_invalid', { field: 'after' })
  }
}
