import { catalog } from '../catalog/catalog.ts'
import type { OperationFacts, ParameterFacts } from '../catalog/facts.ts'
import type { Region } from '../regions.ts'

/** What the catalog says about an operation, as a diagnosis needs it. */
export interface KnownOperation {
  readonly name: string
  readonly method: string
  /** With `{names}` where values belong. */
  readonly path: string
  readonly segments: readonly string[]
  readonly parameters: readonly ParameterFacts[]
  readonly partner: 'seller' | 'vendor' | 'both' | 'unknown'
  /** Any one of them is enough; null where it isn't known. */
  readonly roles: readonly string[] | null
  /** `always`, or the case in which it needs a restricted data token. */
  readonly restricted: 'never' | 'always' | 'pii' | 'reportType'
  /** The scope of a grantless operation. */
  readonly scope: string | null
  readonly until: string | null
  readonly successor: string | null
  /** Where it is offered; null for everywhere. */
  readonly regions: readonly Region[] | null
  /** A second gate besides the operation's: the type of the report, feed or notification, or the dataset. */
  readonly gate: string | null
  readonly isSandboxOnly: boolean
}

/** The catalog (lib/amazon/catalog/), arranged for finding operations in texts. Built at the first use. */
interface Table {
  readonly operations: readonly KnownOperation[]
  readonly byName: ReadonlyMap<string, readonly KnownOperation[]>
  readonly byRoot: ReadonlyMap<string, readonly KnownOperation[]>
  readonly roles: readonly string[]
}
let read: Table | null = null

function table(): Table {
  if (read !== null) return read
  const operations = [...catalog().values()].map(toKnown)
  read = {
    operations,
    byName: Map.groupBy(operations, ({ name }) => name.toLowerCase()),
    byRoot: Map.groupBy(operations, ({ segments }) => segments[0] ?? ''),
    roles: [...new Set(operations.flatMap(({ roles }) => roles ?? []))],
  }
  return read
}

function toKnown(facts: OperationFacts): KnownOperation {
  const { id, method, path, parameters, grantless, withdrawn, replacedBy, regions } = facts
  return {
    name: id,
    method,
    path,
    segments: toSegments(path),
    parameters,
    partner: facts.for ?? 'unknown',
    roles: facts.roles?.map(withoutRestricted) ?? null,
    restricted: facts.restricted ? (facts.restrictedWhen ?? 'always') : 'never',
    scope: grantless,
    until: withdrawn,
    successor: replacedBy === null ? null : (catalog().get(replacedBy)?.id ?? null),
    regions,
    gate: facts.rolesDependOn,
    isSandboxOnly: facts.sandboxOnly,
  }
}

/** People name roles without it. */
function withoutRestricted(role: string): string {
  return role.replace(' (Restricted)', '')
}

/** Every role that opens an operation, by its name in the catalog. */
export function rolesOfOperations(): readonly string[] {
  return table().roles
}

/** Whether something has to follow until it is the path of an operation. */
export function isBeginning(path: string): boolean {
  const segments = toSegments(path.replace(/\/$/, ''))
  const same = table().byRoot.get(segments[0] ?? '') ?? []
  return same.some(
    ({ segments: own }) => own.length > segments.length && fits(own.slice(0, segments.length), segments),
  )
}

/** The parts of a path between its slashes. */
export function toSegments(path: string): readonly string[] {
  return path.split('/').slice(1)
}

/** Whether paths begin with it, such as `orders` and `vendor`. */
export function isApiRoot(segment: string): boolean {
  return table().byRoot.has(segment)
}

/** Also for `get_orders`, `GetOrdersAsync` and `getOrdersWithHttpInfo`. */
export function findByName(word: string): readonly KnownOperation[] {
  const plain = word
    .replaceAll('_', '')
    .replace(/(?:Async|WithHttpInfo|Request|Response|Operation|Call)+$/i, '')
    .toLowerCase()
  return table().byName.get(plain) ?? []
}

/** The operations at a path; where it has some, but none with this method, all of them. */
export function findByPath(path: string, method: string | null): readonly KnownOperation[] {
  const segments = toSegments(path)
  const found = (table().byRoot.get(segments[0] ?? '') ?? []).filter((operation) =>
    fits(operation.segments, segments),
  )
  const literal = found.filter(({ segments: own }) => own.every((part, at) => part === segments[at]))
  const best = literal.length > 0 ? literal : found
  const exact = best.filter((operation) => operation.method === method)
  return exact.length > 0 ? exact : best
}

/** `{resource}` of an upload is a path of its own. */
function fits(template: readonly string[], whole: readonly string[]): boolean {
  const isOpen = template.at(-1) === '{resource}' && whole.length > template.length
  const segments = isOpen ? whole.slice(0, template.length) : whole
  return (
    template.length === segments.length &&
    template.every((part, at) => part === segments[at] || (part.startsWith('{') && segments[at] !== ''))
  )
}

/** How a path that no operation has differs from one that exists. */
export interface NearMiss {
  readonly kind:
    | 'trailing-slash'
    | 'double-slash'
    | 'missing-segment'
    | 'other-version'
    | 'misspelt'
    | 'unknown'
  /** The path that exists; null where none is near. */
  readonly path: string | null
}

const version = /^(?:v\d+|\d{4}-\d{2}-\d{2}|beta)$/i

/** What is wrong with a path that no operation has. */
export function nearMiss(path: string): NearMiss {
  const { operations, byRoot } = table()
  const segments = toSegments(path)
  const trimmed = segments.at(-1) === '' ? segments.slice(0, -1) : segments
  const single = trimmed.filter((part) => part !== '')
  const at = (own: readonly string[]) =>
    byRoot.get(own[0] ?? '')?.find((operation) => fits(operation.segments, own))
  if (trimmed.length < segments.length && at(trimmed) !== undefined)
    return { kind: 'trailing-slash', path: `/${trimmed.join('/')}` }
  const joined = at(single)
  if (single.length < trimmed.length && joined !== undefined)
    return { kind: 'double-slash', path: joined.path }
  const same = byRoot.get(single[0] ?? '') ?? []
  const lacking = same.find(({ segments: own }) => lacksOne(own, single))
  if (lacking !== undefined) return { kind: 'missing-segment', path: lacking.path }
  const newer = same.filter(({ segments: own }) => differsInVersion(own, single)).at(-1)
  if (newer !== undefined) return { kind: 'other-version', path: newer.path }
  const close = operations.find(({ segments: own }) => isMisspelt(own, single))
  if (close !== undefined) return { kind: 'misspelt', path: close.path }
  return { kind: 'unknown', path: null }
}

/** One literal part is missing, such as the version. */
function lacksOne(template: readonly string[], segments: readonly string[]): boolean {
  if (segments.length !== template.length - 1) return false
  return template.some((part, at) => !part.startsWith('{') && fits(template.toSpliced(at, 1), segments))
}

function differsInVersion(template: readonly string[], segments: readonly string[]): boolean {
  const at = template.findIndex((part) => version.test(part))
  const own = segments.findIndex((part) => version.test(part))
  return at >= 0 && own >= 0 && fits(template.toSpliced(at, 1), segments.toSpliced(own, 1))
}

/** One literal part differs by its case or by at most two letters. */
function isMisspelt(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false
  const odd = template.flatMap((part, at) => {
    const own = segments[at] ?? ''
    return part.startsWith('{') || part === own ? [] : [[part, own] as const]
  })
  const [first, ...others] = odd
  if (first === undefined || others.length > 0) return false
  return editDistance(first[0].toLowerCase(), first[1].toLowerCase()) <= (first[0].length > 5 ? 2 : 1)
}

/** Levenshtein's, for short words. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3 || b.length > 80) return 99
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 99
}
