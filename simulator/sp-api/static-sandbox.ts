import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Answer } from '../call.ts'
import { refuseApi } from './errors.ts'
import { apiHeaders } from './headers.ts'
import type { OperationCall } from './operation.ts'
import { shapeOf } from './shape-of.ts'

/** The static sandbox of Amazon's models: example requests, each with its answer. */
export interface StaticSandbox {
  /** How many operations have examples. */
  readonly count: number
  /** Null: the operation has none. `path` with `:names` or `{names}`. */
  readonly find: (method: string, path: string) => ((request: OperationCall) => Answer) | null
}

export const noStaticSandbox: StaticSandbox = { count: 0, find: () => null }

interface Example {
  readonly status: number
  /** By name; undefined: any value. */
  readonly parameters: ReadonlyMap<string, unknown>
  /** As the model has it, number by number. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const exampleShape = z.object({
  request: z.object({ parameters: z.record(z.string(), z.unknown()).default({}) }).optional(),
  response: z.unknown().optional(),
  responseHeaders: z.record(z.string(), z.unknown()).optional(),
})
const behaviorShape = z.object({ static: z.array(exampleShape) })
const modelShape = z.object({
  swagger: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const operationShape = z.object({ responses: z.record(z.string(), z.record(z.string(), z.unknown())) })

const methods = ['get', 'post', 'put', 'patch', 'delete']
const key = 'x-amzn-api-sandbox'

/** Reads every model below a folder. Throws when there are none, or one isn't JSON. */
export function readStaticSandbox(folder: string): StaticSandbox {
  const examples = new Map<string, Example[]>()
  const files = modelFiles(folder)
  for (const file of files) readModel(readFileSync(file, 'utf8'), examples)
  if (examples.size === 0) {
    throw new Error(`${folder} has no models with examples. It has to be a checkout of Amazon's models.`)
  }
  return {
    count: examples.size,
    find: (method, path) => {
      const found = examples.get(shapeOf(method, path))
      return found === undefined ? null : (request) => answerFrom(found, request)
    },
  }
}

function modelFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.split(/[\\/]/).some((part) => part.startsWith('.')))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

function readModel(text: string, examples: Map<string, Example[]>): void {
  const model = modelShape.safeParse(JSON.parse(text))
  if (!model.success) return
  // A second reading keeps numbers as they are written: 10.00 stays 10.00.
  const exact = JSON.parse(text, keepNumber as never) as unknown
  for (const [path, item] of Object.entries(model.data.paths)) {
    for (const method of methods.filter((each) => item[each] !== undefined)) {
      const operation = operationShape.safeParse(item[method])
      if (!operation.success) continue
      const found = examplesOf(operation.data, valueAt(exact, ['paths', path, method, 'responses']))
      if (found.length > 0) examples.set(shapeOf(method, path), found)
    }
  }
}

function examplesOf({ responses }: z.output<typeof operationShape>, exact: unknown): Example[] {
  return Object.entries(responses)
    .filter(([status]) => /^\d{3}$/.test(status))
    .sort(([one], [other]) => Number(one) - Number(other))
    .flatMap(([status, response]) => {
      const behavior = behaviorShape.safeParse(response[key])
      if (!behavior.success) return []
      return behavior.data.static.flatMap(({ request, response: answered, responseHeaders = {} }, place) => {
        // Some errors have a response without a request: they can't be reached.
        if (request === undefined) return []
        const parameters = Object.entries(request.parameters).map(
          ([name, parameter]) => [name, valueAt(parameter, ['value'])] as const,
        )
        const body =
          answered === undefined
            ? ''
            : JSON.stringify(valueAt(exact, [status, key, 'static', place, 'response']))
        return {
          status: Number(status),
          parameters: new Map(parameters),
          body,
          headers: Object.fromEntries(
            Object.entries(responseHeaders).map(([name, value]) => [name, String(value)]),
          ),
        }
      })
    })
}

/** The example that matches the most fields of the request, and has no others. */
function answerFrom(examples: readonly Example[], request: OperationCall): Answer {
  const query = new URLSearchParams(request.call.query)
  const [best] = examples
    .filter((example) => matches(example, request, query))
    .sort((one, other) => valuesOf(other) - valuesOf(one))
  if (best === undefined) return refuseApi('S11', 'no example of the model has these parameters')
  return { status: best.status, headers: { ...apiHeaders(), ...best.headers }, body: best.body }
}

const valuesOf = ({ parameters }: Example) =>
  [...parameters.values()].filter((value) => value !== undefined).length

function matches({ parameters }: Example, request: OperationCall, query: URLSearchParams): boolean {
  if ([...query.keys()].some((name) => !parameters.has(name))) return false
  const takesBody = [...parameters.keys()].some((name) => isOfBody(name, request, query))
  if (request.body !== null && !takesBody && !isDeepStrictEqual(request.body, {})) return false
  return [...parameters].every(([name, expected]) => {
    if (query.has(name)) return isSame(expected, query.getAll(name).join(','))
    const inPath = request.parameter(name)
    if (inPath !== '') return isSame(expected, inPath)
    const header = request.call.headers[name.toLowerCase()]
    if (typeof header === 'string') return isSame(expected, header)
    if (expected === undefined) return true
    return request.body !== null && isDeepStrictEqual(request.body, expected)
  })
}

/** A parameter that is neither in the query, the path nor the headers is the body, whatever the model calls it. */
function isOfBody(name: string, { parameter, call }: OperationCall, query: URLSearchParams): boolean {
  return !query.has(name) && parameter(name) === '' && call.headers[name.toLowerCase()] === undefined
}

function isSame(expected: unknown, sent: string): boolean {
  if (expected === undefined) return true
  return Array.isArray(expected) ? expected.join(',') === sent : String(expected) === sent
}

/** A reviver: what JSON.stringify writes again exactly as it was read. */
function keepNumber(_name: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context.source === undefined) return value
  const raw = (JSON as unknown as { rawJSON?: (text: string) => unknown }).rawJSON
  return raw === undefined || String(value) === context.source ? value : raw(context.source)
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[name]
        : undefined,
    value,
  )
}
