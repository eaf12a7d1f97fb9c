import type { ParameterFacts } from '../../catalog/facts.ts'
import {
  editDistance,
  findByName,
  findByPath,
  type KnownOperation,
  toldVersion,
} from '../known-operations.ts'
import type { Values } from '../values.ts'
import type { Address } from './url-signs.ts'

/** Differences between the parameters of a call and those that the catalog lists for its operation. */
export type ParameterSign =
  | 'call-parameter-misspelt'
  | 'call-parameter-absent'
  | 'call-parameter-unknown'
  | 'call-value-unlisted'
  | 'call-value-malformed'
  | 'call-values-too-many'
  | 'call-method-differs'
  | 'call-list-in-brackets'

interface Fault {
  readonly sign: ParameterSign
  readonly values: Values
}

/** The most specific first: one wrong name explains why another one is missing. */
const order: readonly ParameterSign[] = [
  'call-list-in-brackets',
  'call-parameter-misspelt',
  'call-value-malformed',
  'call-value-unlisted',
  'call-values-too-many',
  'call-parameter-absent',
  'call-parameter-unknown',
]

/** Queries without a host, as in logs and lists of requests. */
const bareCall = /(?<![\w.:/])(\/[a-zA-Z]{3,24}\/[\w./{}:%~$-]{2,200})\?([^\s"'<>`\\]{3,1000})/g
/** A named value in code: `CreatedAfter="…"`, `'includedData' => ['…']`. */
const namedValue =
  /(?<![\w.])["']?([A-Za-z][A-Za-z_]{3,40})["']?\s{0,3}(?:=>|[:=])\s{0,3}[[(]?\s{0,3}(["'])([^"'\n]{1,100})\2/g
/** How PHP and some libraries write lists. */
const bracketed = /(?:[?&\s"'`\n]|^)([A-Za-z]{4,30}s)(?:\[\d{0,2}\]|%5B\d{0,2}%5D)=/i
/** Parameters whose names also occur in responses. */
const ofResponses = /^(?:status|type|limit|sku|asin|name|sellerId|orderId)$/i
/** Values that the writer replaced, and marks of a shortened text. */
const placeholder = /[<{$[*…]|\.{3}|x{3,}|^(?:your|my|some)\b|undefined|null/i
const dateOnly = /^\d{4}-\d\d-\d\d$/
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/i
/** Looks like a time, so the field was read correctly. */
const timeLike = /^\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{9,13}$/

/** What is wrong with a call's query, according to the catalog's parameters of its operation. */
export function parameterFacts(
  text: string,
  addresses: readonly Address[],
  names: readonly string[],
): { readonly signs: ReadonlySet<ParameterSign>; readonly values: Values } {
  const calls = addresses
    .filter(({ isSpApi }) => isSpApi)
    .map(({ path, query, method, raw }) => ({ path, query, method, raw }))
  const bare = [...text.matchAll(bareCall)].slice(0, 10).map(([raw, path = '', query = '']) => ({
    path,
    query: new URLSearchParams(query.replace(/[.,;)]+$/, '')),
    method: null,
    raw,
  }))
  const faults = [...calls, ...bare, ...canonicalCalls(text)]
    .slice(0, 12)
    .flatMap(({ path, query, method, raw }) => {
      const [operation] = findByPath(path, method)
      if (operation === undefined) return []
      if (method !== null && operation.method !== method) return [methodFault(operation, method)]
      return placeholderCut(raw) ? [] : queryFaults(operation, query, raw)
    })
  const list = bracketed.exec(text)?.[1]
  const found: readonly Fault[] = [
    ...(list === undefined ? [] : [{ sign: 'call-list-in-brackets', values: { parameter: list } } as const]),
    ...faults,
    ...(faults.length > 0 ? [] : codeFaults(text, addresses, names)),
  ]
  const [first] = found.toSorted((a, b) => order.indexOf(a.sign) - order.indexOf(b.sign))
  return first === undefined
    ? { signs: new Set(), values: {} }
    : { signs: new Set([first.sign]), values: first.values }
}

interface Canonical {
  readonly path: string
  readonly query: URLSearchParams
  readonly method: string
  readonly raw: string
}

const canonicalStart = /\b(GET|POST|PUT|PATCH|DELETE)\s{0,4}(?=\/[a-z])/g
const longestCanonical = 1_200

/** What Amazon expected to be signed: method, path, query and headers, at times without anything between them. */
function canonicalCalls(text: string): readonly Canonical[] {
  if (!/canonical/i.test(text)) return []
  return [...text.matchAll(canonicalStart)].slice(0, 6).flatMap(({ 0: start, 1: method = '', index }) => {
    const from = index + start.length
    const whole = text.slice(from, from + longestCanonical)
    const end = whole.indexOf('host:')
    const [path = '', query] = end < 0 ? [] : whole.slice(0, end).trim().split(/\s+/)
    if (path === '') return []
    const separate = query === undefined ? splitGlued(path, method) : { path, query }
    return separate === null
      ? []
      : [
          {
            path: separate.path,
            query: new URLSearchParams(separate.query),
            method,
            raw: whole.slice(0, end),
          },
        ]
  })
}

/** `/orders/v0/ordersCreatedAfter=…`: the path ends where it is one of an operation. */
function splitGlued(glued: string, method: string): { readonly path: string; readonly query: string } | null {
  const equals = glued.indexOf('=')
  const last = glued.lastIndexOf('/', equals < 0 ? undefined : equals)
  if (equals < 0) return null
  for (let at = last + 2; at < equals; at += 1) {
    const path = glued.slice(0, at)
    const [operation] = findByPath(path, method)
    const name = glued.slice(at, equals)
    const isLiteral = operation?.segments.at(-1) === path.slice(last + 1)
    const isKnown =
      operation?.parameters.some((one) => one.name.toLowerCase() === name.toLowerCase()) ?? false
    if (operation?.method === method && (isLiteral || isKnown)) return { path, query: glued.slice(at) }
  }
  return null
}

function placeholderCut(raw: string): boolean {
  return /…|\.{3}|\*{2,}/.test(raw)
}

function methodFault(operation: KnownOperation, method: string): Fault {
  return {
    sign: 'call-method-differs',
    values: { parameterValue: method, rightParameter: operation.method, calledPath: operation.path },
  }
}

function queryFaults(operation: KnownOperation, query: URLSearchParams, raw: string): readonly Fault[] {
  if (operation.method !== 'GET' || query.size === 0) return []
  const own = operation.parameters.filter((parameter) => parameter.in === 'query')
  const faults: Fault[] = []
  for (const [name, value] of query) {
    const plain = name.replace(/\[\d*\]$|\.\d+$/, '')
    const parameter = own.find((one) => one.name === plain)
    if (parameter !== undefined) {
      const wrong = placeholder.test(value) ? null : valueFault(parameter, value)
      if (wrong !== null) faults.push(wrong)
      continue
    }
    const near = own.find((one) => !query.has(one.name) && isNear(one.name, plain))
    if (near !== undefined)
      faults.push({
        sign: 'call-parameter-misspelt',
        values: { parameter: plain, rightParameter: near.name },
      })
    else if (/^[A-Za-z_]{2,40}$/.test(plain))
      faults.push({ sign: 'call-parameter-unknown', values: { parameter: plain } })
  }
  // A placeholder instead of a query means that the text doesn't show the parameters.
  const absent = own.find(({ name, required }) => required && !query.has(name) && !query.has(`${name}[]`))
  const isPaged = [...query.keys()].some((name) => /token/i.test(name))
  if (absent !== undefined && !isPaged && !/[?&](?:[<{$]|&|$)/.test(raw))
    faults.push({ sign: 'call-parameter-absent', values: { parameter: absent.name } })
  return faults
}

/** Other case, underscores, or one letter: `marketplaceId` for `marketplaceIds`. */
function isNear(name: string, sent: string): boolean {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase()
  return editDistance(plain(name), plain(sent)) <= (name.length > 6 ? 1 : 0)
}

function valueFault(parameter: ParameterFacts, sent: string): Fault | null {
  const { name, type, format, enum: listed, max } = parameter
  const all = type === 'string[]' ? sent.split(',').map((one) => one.trim()) : [sent]
  const fault = (sign: ParameterSign, parameterValue: string, more: Values = {}): Fault => ({
    sign,
    values: { parameter: name, parameterValue, ...more },
  })
  const unlisted = listed === null ? undefined : all.find((one) => one !== '' && !listed.includes(one))
  if (unlisted !== undefined && /^[\w-]{2,40}$/.test(unlisted))
    return fault('call-value-unlisted', unlisted, { allowedValues: listed?.join(', ') ?? '' })
  if (max !== null && all.length > max)
    return fault('call-values-too-many', String(all.length), { most: String(max) })
  const isTime =
    format === 'date-time' || /(?:After|Before|Since|Until|(?:start|end)(?:Date|Time))$/i.test(name)
  if (isTime && timeLike.test(sent) && !dateOnly.test(sent) && !moment.test(sent))
    return fault('call-value-malformed', sent.slice(0, 60))
  if (type === 'integer' && /^[A-Za-z]/.test(sent)) return fault('call-value-malformed', sent.slice(0, 60))
  return null
}

/** The query as an object: its names are Amazon's own, whatever the library is. */
const queryObject =
  /\b(?:query|params|query_?params|query_?parameters)["']?\s{0,3}(?:=>|[:=])\s{0,3}[{[]([^{}[\]]{1,600}(?:\[[^\]]{0,200}\][^{}[\]]{0,300}){0,8})[}\]]/gi
/** Python passes keyword arguments on as they are. */
const pythonCall = /\b[a-z]{2,20}(?:_[a-z]{1,20}){1,6}\(([^()]{3,400})\)/g
const keyInObject = /(?:^|[,{\s])["']?([A-Za-z][A-Za-z_]{2,40})["']?\s{0,3}(?:=>|:|=(?!=))/g

/** A name in such an object that every version of the operation spells otherwise. */
function namesInCode(text: string, operations: readonly KnownOperation[]): Fault | null {
  const reading = operations.filter(({ method }) => method === 'GET')
  const calls = [...[...text.matchAll(pythonCall)].slice(0, 4)].filter(([, own = '']) =>
    /[a-z][A-Z]\w{2,30}\s?=/.test(own),
  )
  for (const [, object = ''] of [...[...text.matchAll(queryObject)].slice(0, 4), ...calls]) {
    const names = [...object.matchAll(keyInObject)].slice(0, 30).map(([, name = '']) => name)
    const has = ({ parameters }: KnownOperation, name: string) => parameters.some((one) => one.name === name)
    const known = (operation: KnownOperation) => names.filter((name) => has(operation, name)).length
    // Of several operations of one name, the one that the names fit best.
    const [operation] = reading.toSorted((a, b) => known(b) - known(a))
    if (operation === undefined) return null
    const query = new URLSearchParams(names.map((name) => [name, '<value>']))
    const fault = queryFaults(operation, query, '').find(
      ({ sign, values }) =>
        sign === 'call-parameter-misspelt' && !reading.some((one) => has(one, values.parameter ?? '')),
    )
    if (fault !== undefined) return fault
  }
  return null
}

/**
 * Values in code, for the operations that it calls by name or path. Only values, because libraries rename parameters.
 */
function codeFaults(text: string, addresses: readonly Address[], names: readonly string[]): readonly Fault[] {
  const named = names.slice(0, 300).flatMap((one) => findByName(one))
  const called = addresses
    .filter(({ isSpApi }) => isSpApi)
    .flatMap(({ path, method }) => findByPath(path, method).slice(0, 1))
  const version = toldVersion(text)
  const all = [...called, ...named]
  const ofVersion = version === null ? [] : all.filter(({ path }) => path.includes(`/${version}/`))
  const operations = (ofVersion.length > 0 ? ofVersion : all).slice(0, 6)
  const misnamed = namesInCode(text, operations)
  if (misnamed !== null) return [misnamed]
  if (operations.length === 0) return []
  const pairs = [...text.matchAll(namedValue)]
    .slice(0, 60)
    .map(([, name = '', , value = '']) => [name, value] as const)
  return pairs.flatMap(([name, value]) => {
    if (ofResponses.test(name) || placeholder.test(value)) return []
    const plain = name.replaceAll('_', '').toLowerCase()
    const same = operations.flatMap(({ parameters }) =>
      parameters.filter((one) => one.in === 'query' && one.name.toLowerCase() === plain),
    )
    const faults = same.map((one) => valueFault(one, value))
    // Of an operation with several versions, report a value only if none of them accepts it.
    return faults.length > 0 && faults.every((one) => one !== null) ? [faults[0] as Fault] : []
  })
}
