import type { Entered } from '#lib/amazon/catalog/build-call.ts'
import type { ParameterFacts } from '#lib/amazon/catalog/facts.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

/** Undefined: it isn't JSON, or it was truncated. */
export function parseJson(text: string | null): Json | undefined {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Indented, if it is JSON; as it is, otherwise. */
export function prettyJson(text: string): string {
  const json = parseJson(text)
  return json === undefined ? text : JSON.stringify(json, null, 2)
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rows of a response: its longest list of objects, at most three levels deep. */
export function findRows(
  json: Json | undefined,
): { readonly path: string; readonly rows: readonly JsonObject[] } | null {
  const found: { path: string; rows: readonly JsonObject[] }[] = []
  const visit = (value: Json | undefined, path: string, depth: number): void => {
    if (Array.isArray(value)) {
      const rows = (value as readonly Json[]).filter(isObject)
      if (rows.length > 0 && rows.length === value.length) found.push({ path, rows })
    } else if (isObject(value) && depth < 3) {
      for (const [name, inner] of Object.entries(value))
        visit(inner, path === '' ? name : `${path}.${name}`, depth + 1)
    }
  }
  visit(json, '', 0)
  return found.sort((one, other) => other.rows.length - one.rows.length)[0] ?? null
}

const mostColumns = 8

/** Columns for rows: simple values of nested objects get one each, as `orderTotal.amount`. */
export function tableOf(rows: readonly JsonObject[]): {
  readonly columns: readonly string[]
  readonly cells: readonly (readonly string[])[]
} {
  const flat = rows.map((row) => new Map(flatten(row)))
  const counts = new Map<string, number>()
  for (const row of flat) for (const name of row.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const columns = [...counts.keys()].slice(0, mostColumns)
  return { columns, cells: flat.map((row) => columns.map((column) => row.get(column) ?? '')) }
}

function flatten(row: JsonObject, prefix = ''): [string, string][] {
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    const path = `${prefix}${name}`
    if (isObject(value) && prefix.split('.').length < 3) return flatten(value, `${path}.`)
    if (Array.isArray(value)) {
      const isSimple = value.every((each) => typeof each !== 'object')
      return [
        [path, isSimple ? value.join(', ') : `${value.length} ${value.length === 1 ? 'item' : 'items'}`],
      ]
    }
    return [[path, value === null ? '' : String(value)]]
  })
}

/** The parameters with which Amazon's operations receive the token of the next page. */
const tokenParameters = ['nextToken', 'NextToken', 'pageToken', 'nextPageToken', 'paginationToken']

/** The parameter that receives the token of the next page. */
export type PageParameter = Pick<ParameterFacts, 'name' | 'alone'>

export interface NextPage {
  readonly parameter: PageParameter
  readonly token: string
}

/** What fetches the next page; null on the last one. */
export function findNextPage(json: Json | undefined, parameters: readonly PageParameter[]): NextPage | null {
  const parameter = parameters.find(({ name }) => tokenParameters.includes(name))
  const token = findToken(json, 0)
  return parameter === undefined || token === null ? null : { parameter, token }
}

/** The values that fetch the next page of a call with these. */
export function enteredForNextPage(
  called: Entered,
  { parameter: { name, alone }, token }: NextPage,
): Entered {
  if (alone) return { values: { [name]: [token] }, body: '', extraQuery: '' }
  return { ...called, values: { ...called.values, [name]: [token] } }
}

function findToken(json: Json | undefined, depth: number): string | null {
  if (!isObject(json) || depth > 3) return null
  for (const [name, value] of Object.entries(json)) {
    if (
      /^(?:next_?(?:page)?_?token|paginationtoken)$/i.test(name) &&
      typeof value === 'string' &&
      value !== ''
    ) {
      return value
    }
  }
  for (const value of Object.values(json)) {
    const found = findToken(value, depth + 1)
    if (found !== null) return found
  }
  return null
}
