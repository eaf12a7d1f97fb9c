/** Next's own limit. */
const mostCharacters = 40_000

/** Far deeper than any page. Without a limit, a header could exhaust the stack that Next reads it with. */
const mostLevels = 100

const parameterKinds = new Set(
  'c ci(..)(..) ci(.) ci(..) ci(...) oc d di(..)(..) di(.) di(..) di(...)'.split(' '),
)
const refreshes = new Set(['refetch', 'inside-shared-layout', 'metadata-only'])

const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number'

/** What may follow a page's segment and what it contains. */
const details: readonly ((value: unknown) => boolean)[] = [
  (value) => value === null || isListOf(value, [isText, isText]),
  (value) => value === null || refreshes.has(value as string),
  (value) => value === null || isNumber(value),
  isText,
]

/**
 * Whether Next accepts this `Next-Router-State-Tree`, with which a browser describes its current page. The rules are
 * those of Next's `flightRouterStateSchema`, repeated here because a container has no Next outside its build.
 */
export function isRouterState(header: string | string[] | undefined): boolean {
  if (header === undefined) return true
  if (Array.isArray(header) || header.length > mostCharacters) return false
  try {
    return isState(JSON.parse(decodeURIComponent(header)), mostLevels)
  } catch {
    return false
  }
}

function isState(value: unknown, levels: number): boolean {
  if (!Array.isArray(value) || value.length > 2 + details.length || levels === 0) return false
  const [segment, content, ...others] = value as unknown[]
  if (!isSegment(segment) || typeof content !== 'object' || content === null) return false
  return (
    others.every((other, index) => details[index]?.(other)) &&
    Object.values(content).every((child) => isState(child, levels - 1))
  )
}

/** A part of a path; for a parameter with its name, its value, its kind and the fixed parts beside it. */
function isSegment(value: unknown): boolean {
  const isKind = (kind: unknown): boolean => parameterKinds.has(kind as string)
  const isBeside = (names: unknown): boolean =>
    names === null || (Array.isArray(names) && names.every(isText))
  return isText(value) || isListOf(value, [isText, isText, isKind, isBeside])
}

function isListOf(value: unknown, checks: readonly ((item: unknown) => boolean)[]): boolean {
  return (
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, index) => check(value[index]))
  )
}
