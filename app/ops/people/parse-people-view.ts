import { z } from 'zod'
import type { PeopleView } from '#components/people/people-view.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, type SearchParameters } from '../../_server/parameters.ts'

const shape = z.object({
  side: z.enum(['operators', 'accounts']).default('operators'),
  search: z
    .string()
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  after: z
    .string()
    .refine((text) => isCursor(text, 'time'))
    .nullable()
    .default(null),
})

/** Address → view. */
export function parsePeopleView(parameters: SearchParameters): PeopleView {
  return readParameters(shape, parameters)
}
