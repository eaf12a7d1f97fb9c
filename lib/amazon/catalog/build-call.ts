import type { CallInput } from '../sp-api.ts'
import type { OperationFacts, ParameterFacts } from './facts.ts'

/** The values entered for an operation. */
export interface Entered {
  /** By the names of parameters. */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** JSON; empty for none. */
  readonly body: string
  /** More query parameters as they are in a URL, for what the form can't express. */
  readonly extraQuery: string
}

export type InputFault =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'not-one'
  | 'not-listed'
  | 'not-integer'
  | 'not-number'
  | 'not-boolean'
  | 'not-date'
  | 'not-date-time'
  | 'not-of-pattern'
  | 'not-sendable'
  | 'has-comma'
  | 'not-alone'
  | 'not-json'
  | 'unexpected'
  | 'malformed-query'
  | 'repeated'

export interface InputProblem {
  /** The parameter, or `body`, or `extraQuery`. */
  readonly field: string
  readonly fault: InputFault
  /** The limit that was exceeded, or the name that is repeated or unknown. */
  readonly about?: string
}

const longestValue = 4_000
const longestQuery = 8_000
const longestBody = 100_000

/** Builds the call of an operation from the entered values, or lists everything that is wrong with them. */
export function buildCall(
  operation: Pick<OperationFacts, 'parameters' | 'body'>,
  { values, body, extraQuery }: Entered,
): { readonly input: CallInput } | { readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = []
  const parts = { query: {}, path: {}, header: {} } as Record<ParameterFacts['in'], Record<string, string>>
  for (const parameter of operation.parameters) {
    const entered = (values[parameter.name] ?? [])
      .map((value) => value.trim())
      .filter((value) => value !== '')
    const problem = checkParameter(parameter, entered)
    if (problem !== null) problems.push({ field: parameter.name, ...problem })
    else if (entered.length > 0) parts[parameter.in][parameter.name] = entered.join(',')
  }
  const known = new Set(operation.parameters.map(({ name }) => name))
  const foreign = Object.keys(values).find((name) => !known.has(name))
  if (foreign !== undefined) problems.push({ field: 'extraQuery', fault: 'unexpected', about: foreign })
  problems.push(...addExtraQuery(extraQuery, known, parts.query))
  const sent = Object.values(parts).flatMap((part) => Object.keys(part))
  const alone = operation.parameters.find((parameter) => parameter.alone && sent.includes(parameter.name))
  if (alone !== undefined && sent.length > 1) problems.push({ field: alone.name, fault: 'not-alone' })
  const json = readBody(operation.body, body)
  if ('fault' in json) problems.push({ field: 'body', fault: json.fault })
  if (problems.length > 0) return { problems }
  return {
    input: {
      path: parts.path,
      query: parts.query,
      ...(Object.keys(parts.header).length > 0 && { headers: parts.header }),
      ...('value' in json && { body: json.value }),
    },
  }
}

type Fault = Omit<InputProblem, 'field'>

function checkParameter(parameter: ParameterFacts, values: readonly string[]): Fault | null {
  const { type, required, max } = parameter
  if (values.length === 0) return required ? { fault: 'missing' } : null
  if (type !== 'string[]' && values.length > 1) return { fault: 'not-one' }
  if (max !== null && values.length > max) return { fault: 'too-many', about: String(max) }
  if (values.join().length > longestValue) return { fault: 'too-long', about: String(longestValue) }
  if (type === 'string[]' && values.some((value) => value.includes(','))) return { fault: 'has-comma' }
  const fault = values.map((value) => checkValue(parameter, value)).find((each) => each !== null)
  return fault === undefined || fault === null ? null : { fault }
}

function checkValue(
  { type, format, in: place, enum: listed }: ParameterFacts,
  value: string,
): InputFault | null {
  if (/\p{Cc}/u.test(value)) return 'not-sendable'
  // A path of dots would lead to another operation, and headers allow ASCII only.
  if (place === 'path' && /^\.{1,2}$/.test(value)) return 'not-sendable'
  if (place === 'header' && !/^[\x20-\x7e]+$/.test(value)) return 'not-sendable'
  if (listed !== null && !listed.includes(value)) return 'not-listed'
  if (type === 'integer' && !/^-?\d{1,15}$/.test(value)) return 'not-integer'
  if (type === 'number' && !/^-?\d{1,15}(\.\d{1,10})?$/.test(value)) return 'not-number'
  if ((type === 'boolean' || format === 'boolean') && value !== 'true' && value !== 'false')
    return 'not-boolean'
  if (format === 'date' && !isDay(value)) return 'not-date'
  if (format === 'date-time' && !isMoment(value)) return 'not-date-time'
  if (format?.startsWith('[') && !new RegExp(`^(?:${format})$`).test(value)) {
    return 'not-of-pattern'
  }
  return null
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A day, or a day and a time with its zone, as RFC 3339 writes them. */
function isMoment(text: string): boolean {
  if (isDay(text)) return true
  const [day = ''] = text.split('T', 1)
  return (
    /^[^T]+T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) &&
    isDay(day) &&
    !Number.isNaN(Date.parse(text))
  )
}

/** Adds the parameters of the raw query to `query`. Names that have a field of their own belong there. */
function addExtraQuery(
  raw: string,
  known: ReadonlySet<string>,
  query: Record<string, string>,
): readonly InputProblem[] {
  const field = 'extraQuery'
  const text = raw.trim().replace(/^\?/, '')
  if (text === '') return []
  if (text.length > longestQuery) return [{ field, fault: 'too-long', about: String(longestQuery) }]
  if (!/^[\x21-\x7e]+$/.test(text) || /[#"<>]/.test(text)) return [{ field, fault: 'malformed-query' }]
  const seen = new Set<string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === '') return [{ field, fault: 'malformed-query' }]
    if (known.has(name) || seen.has(name)) return [{ field, fault: 'repeated', about: name }]
    seen.add(name)
    query[name] = value
  }
  return []
}

function readBody(
  isExpected: boolean,
  text: string,
): { readonly value: unknown } | { readonly fault: InputFault } | Record<never, never> {
  if (text.trim() === '') return isExpected ? { fault: 'missing' } : {}
  if (!isExpected) return { fault: 'unexpected' }
  if (text.length > longestBody) return { fault: 'too-long' }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { fault: 'not-json' }
  }
}
