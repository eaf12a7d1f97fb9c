import type { OperationFacts, ParameterFacts } from '#lib/amazon/catalog/facts.ts'
import type { Answer } from '../../call.ts'
import { refuseApi } from '../errors.ts'
import type { OperationCall } from '../operation.ts'

/** An answer from the world, and the query parameters that it follows. */
export interface WorldAnswer {
  readonly answer: (request: OperationCall) => Answer
  readonly reads: Reads
}

/**
 * By name: `any` value, a `time`, or one of those listed. `all`: the answer is the same for every value of every
 * parameter, such as an empty list.
 */
export type Reads = 'all' | Readonly<Record<string, 'any' | 'time' | readonly string[]>>

/**
 * What is wrong with the query, in Amazon's words; or `unread`, if it is in order, but has a parameter or a value that
 * the answer doesn't follow. Null: the answer follows all of it.
 */
export function checkQuery(
  { parameters }: OperationFacts,
  reads: Reads,
  { call }: OperationCall,
  unread: (what: string) => Answer,
): Answer | null {
  const query = new URLSearchParams(call.query)
  const sent = parameters.flatMap((parameter) => {
    const values = query.getAll(parameter.name).flatMap((text) => valuesOf(parameter, text))
    return values.map((value) => ({
      parameter,
      value,
      read: reads === 'all' ? 'any' : reads[parameter.name],
    }))
  })
  const wrong = sent.find(({ parameter, value, read }) => !isValid(parameter, value, read === 'time'))
  if (wrong !== undefined)
    return refuseApi('S12', `${wrong.parameter.name} can’t be “${wrong.value.slice(0, 60)}”`)
  const unmodeled = sent.find(
    ({ read, value }) => read === undefined || (isList(read) && !read.includes(value)),
  )
  if (unmodeled === undefined) return null
  const { parameter, value, read } = unmodeled
  return unread(read === undefined ? parameter.name : `${parameter.name}=${value.slice(0, 60)}`)
}

const isList = (read: string | readonly string[]): read is readonly string[] => typeof read !== 'string'

const valuesOf = ({ type }: ParameterFacts, text: string): readonly string[] =>
  (type === 'string[]' ? text.split(',') : [text]).filter((value) => value !== '')

/** Whether Amazon's model allows the value. */
function isValid({ type, format, enum: listed }: ParameterFacts, value: string, isTime: boolean): boolean {
  if (listed !== null && !listed.includes(value)) return false
  if (isTime || format === 'date-time') return isMoment(value)
  if (type === 'boolean' || format === 'boolean') return /^(true|false)$/i.test(value)
  if (type === 'integer') return /^-?\d+$/.test(value)
  return type !== 'number' || (value.trim() !== '' && Number.isFinite(Number(value)))
}

/** A day, or a day and a time, as ISO 8601 writes them. */
const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text) &&
  !Number.isNaN(Date.parse(text))
