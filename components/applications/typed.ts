import { errorOf, type FormState } from '../forms/form-state.ts'

/** The values that the form shows: typed ones, or else stored ones, and the error of each field. */
export interface Typed {
  readonly value: (field: string) => string
  readonly isTicked: (field: string) => boolean
  readonly error: (field: string) => string | null
  /** Another person has saved changes since this form was filled in. */
  readonly isStale: boolean
}

export function typedOf(state: FormState, stored: Readonly<Record<string, string>>): Typed {
  const { values } = state
  const value = (field: string) => values[field] ?? stored[field] ?? ''
  const isStale = values.seenAt !== undefined && values.seenAt !== stored.seenAt
  return {
    value,
    isStale,
    isTicked: (field) => value(field) === 'yes',
    error: (field) => {
      const problem = errorOf(state, field)
      if (problem !== null || !isStale || value(field) === stored[field]) return problem
      return `Stored now: ${stored[field] === '' ? 'nothing' : stored[field]}`
    },
  }
}
