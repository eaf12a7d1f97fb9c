import { z } from 'zod'
import { isRowId } from '#lib/row-id.ts'

/** As Next gives them to a page: a doubled parameter is a list. */
export type SearchParameters = Readonly<Record<string, string | string[] | undefined>>

/**
 * What a page shows, from its address. A link may have passed through a mail program, so a page never fails because
 * of its parameters: unknown ones are ignored, of a repeated one the first counts, and an invalid one means its
 * default, which every field of `shape` needs.
 */
export function readParameters<Shape extends z.ZodRawShape>(
  shape: z.ZodObject<Shape>,
  parameters: SearchParameters,
): z.output<z.ZodObject<Shape>> {
  const known = Object.keys(shape.shape).map((name) => [name, [parameters[name]].flat()[0]] as const)
  const { error } = shape.safeParse(Object.fromEntries(known))
  const invalid = new Set(error?.issues.map(({ path: [name] }) => name))
  return shape.parse(Object.fromEntries(known.filter(([name]) => !invalid.has(name))))
}

/** The same shape from an address. */
export function toParameters(query: URLSearchParams): SearchParameters {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

/** The id of a row. */
export const rowId = z.string().refine(isRowId)
