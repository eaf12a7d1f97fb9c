import { z } from 'zod'
import { type ListView, sorts } from '#components/authorizations/list-view.ts'
import { type State, states } from '#lib/authorizations/status.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, type SearchParameters } from '../_server/parameters.ts'

const isState = (name: string): name is State => Object.hasOwn(states, name)

const shape = z.object({
  search: z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .default(''),
  state: z
    .string()
    .max(200)
    .transform((text) => [...new Set(text.split(','))].filter(isState))
    .default([]),
  sort: z.enum(sorts).default('attention'),
  after: z
    .string()
    .max(8_000)
    .refine((text) => isCursor(text, 'text'))
    .nullable()
    .default(null),
})

/** Address → view. */
export function parseListView(parameters: SearchParameters): ListView {
  const { search, state, sort, after } = readParameters(shape, parameters)
  return { search: search.trim(), states: state, sort, after }
}
