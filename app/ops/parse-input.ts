import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'

/** What a server action was given: the browser may send anything. Throws `input_invalid`. */
export function parseInput<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('input_invalid', { fields: parsed.error.issues.map(({ path }) => path.join('.')) })
}

export const rowId = z.string().refine(isRowId)

/** Input that names one row and nothing else. */
export const oneRow = z.strictObject({ id: rowId })
