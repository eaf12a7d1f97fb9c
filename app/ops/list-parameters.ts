import { z } from 'zod'
import { type ListView, sorts } from '#components/ops/list-view.ts'
import { type State, states } from '#lib/authorizations/status.ts'
import { readParameters, type SearchParameters } from './parameters.ts'

const stateNames = Object.keys(states) as [State, ...State[]]

const shape = z.strictObject({
  search: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  state: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(stateNames)).max(stateNames.length))
    .default([]),
  sort: z.enum(sorts).default('attention'),
  after: z.base64url().max(8_000).nullable().default(null),
})

/** Address → view. Null for parameters that are unknown, doubled or damaged. */
export function parseListView(parameters: SearchParameters): ListView | null {
  const parsed = readParameters(shape, parameters)
  if (parsed === null) return null
  const { search, state, sort, after } = parsed
  return { search: search.trim(), states: [...new Set(state)], sort, after }
}
