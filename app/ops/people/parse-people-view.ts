import { z } from 'zod'
import type { PeopleView } from '#components/people/people-view.ts'
import { isTimeCursor } from '#lib/time-cursor.ts'
import { readParameters, type SearchParameters } from '../parameters.ts'

const shape = z.object({
  side: z.enum(['operators', 'accounts']).default('operators'),
  search: z
    .string()
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  after: z.string().refine(isTimeCursor).nullable().default(null),
})

/** Address → view. */
export function parsePeopleView(parameters: SearchParameters): PeopleView {
  return readParameters(shape, parameters)
}
