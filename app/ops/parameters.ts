import type { z } from 'zod'

/** As Next gives them to a page: a doubled parameter is a list. */
export type SearchParameters = Readonly<Record<string, string | string[] | undefined>>

/** Null unless every parameter is known, single and of its form. */
export function readParameters<Shape extends z.ZodType>(
  shape: Shape,
  parameters: SearchParameters,
): z.output<Shape> | null {
  const parsed = shape.safeParse(parameters)
  return parsed.success ? parsed.data : null
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
