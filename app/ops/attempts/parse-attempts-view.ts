import { z } from 'zod'
import { attemptEnds, workflows } from '#components/attempts/attempt-words.ts'
import type { AttemptsView } from '#components/attempts/attempts-view.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, type SearchParameters } from '../../_server/parameters.ts'

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]]
/** A form sends every field, those that were left empty, too. */
const orNull = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' ? null : value), shape.nullable().default(null))
const day = orNull(z.iso.date().startsWith('20'))

const shape = z.object({
  search: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  end: orNull(z.enum(keysOf(attemptEnds))),
  workflow: orNull(z.enum(keysOf(workflows))),
  period: z.enum(['any', 'today', 'yesterday', 'week', 'dates']).default('any'),
  first: day,
  last: day,
  after: z
    .string()
    .refine((text) => isCursor(text, 'time'))
    .nullable()
    .default(null),
})

/** Address → view. */
export function parseAttemptsView(parameters: SearchParameters): AttemptsView {
  const { search, end, workflow, period, first, last, after } = readParameters(shape, parameters)
  return {
    search: search.trim(),
    end,
    workflow,
    period: period === 'dates' ? { first, last } : period,
    after,
  }
}
