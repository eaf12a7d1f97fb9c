import { catalog } from '../catalog/catalog.ts'
import type { OperationFacts, ParameterFacts } from '../catalog/facts.ts'
import type { Region } from '../regions.ts'

/** The catalog's facts about an operation that a diagnosis needs. */
export interface KnownOperation {
  readonly name: string
  readonly method: string
  /** With `{names}` as placeholders for values. */
  readonly path: string
  readonly segments: readonly string[]
  readonly parameters: readonly ParameterFacts[]
  readonly partner: 'seller' | 'vendor' | 'both' | 'unknown'
  /** Each one is sufficient. Null if unknown. */
  readonly roles: readonly string[] | null
  /** `always`, or the condition under which the operation requires a restricted data token. */
  readonly restricted: 'never' | 'always' | 'pii' | 'reportType'
  /** The scope, if the operation is grantless. */
  readonly scope: string | null
  readonly until: string | null
  readonly successor: string | null
  /** The regions in which Amazon offers it. Null means all. */
  readonly regions: readonly Region[] | null
  /** A second permission in addition to the operation's: for a report, feed or notification type, or a dataset. */
  readonly gate: string | null
  readonly isSandboxOnly: boolean
  /** Calls per second, and how many are possible after a pause. Null if Amazon publishes none. */
  readonly rate: number | null
  readonly burst: number | null
  /** What a restricted data token for it can ask for; null where it has no data elements. */
  readonly dataElements: readonly string[] | null
}

/** The catalog (lib/amazon/catalog/), indexed for finding operations in texts. Built on first use. */
interface Table {
  readonly operations: readonly KnownOperation[]
  readonly byName: ReadonlyMap<string, readonly KnownOperation[]>
  readonly byRoot: ReadonlyMap<string, readonly KnownOperation[]>
  readonly roles: readonly string[]
  readonly parameterNames: ReadonlySet<string>
  readonly versions: ReadonlySet<string>
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
    parameterNames: new Set(operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))),
    versions: new Set(operations.flatMap(({ segments }) => segments.filter((part) => version.test(part)))),
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
    rate: facts.rate,
    burst: facts.burst,
    dataElements: facts.dataElements,
  }
}

/** People leave this word out when they name roles. */
function withoutRestricted(role: string): string {
  return role.replace(' (Restricted)', '')
}

/** Every role that permits some operation, by its name in the catalog. */
export function rolesOfOperations(): readonly string[] {
  return table().roles
}

const versionOption =
  /\bversion["']?(?:\s{0,3}(?:=>|[:=]|\()\s{0,3}["']?|\s["'])(v\d|20\d\d-\d\d-\d\d)|_(20\d\d_\d\d_\d\d)\b/i

/** The version of an API that a text tells a library to use. */
export function toldVersion(text: string): string | null {
  const [, told, inClass] = versionOption.exec(text) ?? []
  return told ?? inClass?.replaceAll('_', '-') ?? null
}

/** Every parameter of an operation, by its name in the catalog. */
export function parameterNames(): ReadonlySet<string> {
  return table().parameterNames
}

const dated = /\bV?(20\d\d-\d\d-\d\d)\b/g

/** The first version of Amazon’s models that a text names. Other dates are those of a log. */
export function versionIn(text: string): string | null {
  const dates = [...text.matchAll(dated)].map(([, date = '']) => date)
  return dates.find((date) => table().versions.has(date)) ?? null
}

/** Whether the path is only the beginning of an operation's path. */
export function isBeginning(path: string): boolean {
  const segments = toSegments(path.replace(/\/$/, ''))
  const same = table().byRoot.get(segments[0] ?? '') ?? []
  return same.some(
    ({ segments: own }) => own.length > segments.length && fits(own.slice(0, segments.length), segments),
  )
}

/** The segments of a path. */
export function toSegments(path: string): readonly string[] {
  return path.split('/').slice(1)
}

/** Whether paths start with this segment, such as `orders` and `vendor`. */
export function isApiRoot(segment: string): boolean {
  return table().byRoot.has(segment)
}

const name = /[A-Za-z][A-Za-z_]{5,60}/g

/**
 * The different words of a text that may be names of operations. A word in a single case may be an ordinary word.
 */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.match(name))].filter((one) => /[a-z][A-Z]|[a-z]_[a-z]/.test(one))
}

/** Also recognizes `get_orders`, `GetOrdersAsync` and `getOrdersWithHttpInfo`. */
export function findByName(word: string): readonly KnownOperation[] {
  const plain = word
    .replaceAll('_', '')
    .replace(/(?:Async|WithHttpInfo|Request|Response|Operation|Call)+$/i, '')
    .toLowerCase()
  return table().byName.get(plain) ?? []
}

/** The operations at a path. If none has this method, all of them. */
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

/** The `{resource}` of an upload contains a path of its own. */
function fits(template: readonly string[], whole: readonly string[]): boolean {
  const isOpen = template.at(-1) === '{resource}' && whole.length > template.length
  const segments = isOpen ? whole.slice(0, template.length) : whole
  return (
    template.length === segments.length &&
    template.every((part, at) => part === segments[at] || (part.startsWith('{') && segments[at] !== ''))
  )
}

/** How a path without an operation differs from an existing one. */
export interface NearMiss {
  readonly kind:
    | 'trailing-slash'
    | 'double-slash'
    | 'missing-segment'
    | 'other-version'
    | 'misspelt'
    | 'slash-in-value'
    | 'unknown'
  /** The closest existing path. Null if none is close. */
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
  const shorter = same.find(({ segments: own }) => endsInSku(own, single))
  if (shorter !== undefined) return { kind: 'slash-in-value', path: shorter.path }
  return { kind: 'unknown', path: null }
}

/** A SKU is the one value in paths that people choose, so it is the one that may contain a slash. */
function endsInSku(template: readonly string[], segments: readonly string[]): boolean {
  return (
    segments.length > template.length &&
    /^\{\w{0,10}sku\}$/i.test(template.at(-1) ?? '') &&
    fits(template, segments.slice(0, template.length))
  )
}

/** One literal segment is missing, such as the version. */
function lacksOne(template: readonly string[], segments: readonly string[]): boolean {
  if (segments.length !== template.length - 1) return false
  return template.some((part, at) => !part.startsWith('{') && fits(template.toSpliced(at, 1), segments))
}

function differsInVersion(template: readonly string[], segments: readonly string[]): boolean {
  const at = template.findIndex((part) => version.test(part))
  const own = segments.findIndex((part) => version.test(part))
  return at >= 0 && own >= 0 && fits(template.toSpliced(at, 1), segments.toSpliced(own, 1))
}

/** One literal segment differs in case or by at most two letters. */
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

/** The Levenshtein distance of short words. */
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
