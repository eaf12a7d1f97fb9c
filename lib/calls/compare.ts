import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type CallDetail, readCall } from './history.ts'

export interface Difference {
  /** Such as `payload[0].storeName`. */
  readonly path: string
  /** JSON; null where it has no such value. */
  readonly before: string | null
  readonly after: string | null
}

export interface Comparison {
  readonly before: CallDetail
  readonly after: CallDetail
  readonly differences: readonly Difference[]
  /** There are more, which aren't listed. */
  readonly isCut: boolean
}

const mostDifferences = 500

/** Compares the answers that two runs of an operation received, value by value, the older one first. */
export async function compareCalls(ctx: Context, one: string, other: string): Promise<Comparison> {
  requireScope(ctx, 'calls:read')
  const [first, second] = await Promise.all([readCall(ctx, one), readCall(ctx, other)])
  const [before, after] = first.calledAt <= second.calledAt ? [first, second] : [second, first]
  const values = [before, after].map(({ response }) => parse(response))
  if (before.operationKey !== after.operationKey || values.includes(undefined))
    throw new AppError('call_not_comparable')
  const differences = compareJson(values[0], values[1])
  return {
    before,
    after,
    differences: differences.slice(0, mostDifferences),
    isCut: differences.length > mostDifferences,
  }
}

/** Values of JSON that differ, by their paths, in the order of the documents. */
export function compareJson(before: unknown, after: unknown, path = ''): Difference[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap((name) => {
      const at = Array.isArray(before) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
      return compareJson(valueAt(before, name), valueAt(after, name), at)
    })
  }
  const [one, other] = [toText(before), toText(after)]
  return one === other ? [] : [{ path: path === '' ? '(everything)' : path, before: one, after: other }]
}

function valueAt(container: object, name: string): unknown {
  return Object.hasOwn(container, name) ? (container as Readonly<Record<string, unknown>>)[name] : undefined
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

function toText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, 2_000)
}

function parse(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
