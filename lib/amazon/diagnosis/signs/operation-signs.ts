import type { Region } from '../../regions.ts'
import {
  findByName,
  findByPath,
  isApiRoot,
  isBeginning,
  type KnownOperation,
  namesIn,
  nearMiss,
} from '../known-operations.ts'
import { operationNotes } from '../operation-notes.ts'
import type { Values } from '../values.ts'
import { outcomesBy, type Part } from './parts.ts'
import type { Address } from './url-signs.ts'

/** Signs of the called operations, which are recognized by their paths, their names, or the classes of libraries. */
export type OperationSign =
  | 'knows-operation'
  | 'calls-vendor'
  | 'operation-has-note'
  | 'calls-seller'
  | 'calls-grantless'
  | 'calls-restricted'
  | 'calls-tokens-api'
  | 'calls-report'
  | 'calls-typed'
  | 'calls-orders-v0-getter'
  | 'calls-participations'
  | 'calls-withdrawn'
  | 'names-withdrawn'
  | 'calls-ending'
  | 'calls-sandbox-only'
  | 'operation-not-in-region'
  | 'path-trailing-slash'
  | 'path-double-slash'
  | 'path-missing-segment'
  | 'path-other-version'
  | 'path-misspelt'
  | 'path-slash-in-value'
  | 'path-unknown'
  | 'path-value-empty'
  /** The text mentions the path without calling it. */
  | 'path-only-mentioned'
  /** The text shows that another operation works, and for which kind of account. */
  | 'vendor-call-works'
  | 'seller-call-works'
  | 'other-call-works'
  /** Every role that permits it permits the refused one, too. */
  | 'same-role-call-works'
  | 'calls-seller-only'

/** What a text shows about operations. */
interface OperationsRead {
  readonly signs: ReadonlySet<OperationSign>
  readonly values: Values
  /** The called paths, without host and query. */
  readonly paths: readonly string[]
}

const barePath =
  /(?<![\w.:/-])(?:(GET|POST|PUT|DELETE|PATCH)\s{1,3})?(?:\/|(?=[a-z]{3,24}\/(?:[a-z]{3,24}\/)?(?:v\d|\d{4}-)))([a-zA-Z]{3,24})\/[\w{}%.~$<>:-][\w{}%.~$<>:/-]{0,300}/g
/** VendorOrdersApi, VendorShipments(…), vendor_orders: libraries name their classes after the API. */
const vendorClass =
  /\bVendor(?:Orders|Shipments|Shipping|Invoices|Transaction\w{0,10}|DirectFulfillment\w{0,40}|DF\w{0,20}|RetailProcurement\w{0,20})(?:Api|V\d)?\b|\bvendor_(?:orders|shipments|shipping|invoices|direct_fulfillment\w{0,30})\b|SellingPartnerApi::vendor\b|\bget_?Vendor[A-Z_]\w{2,40}|\bvendorDirectFulfil\w{4,40}|\bVendor (?:Retail Procurement |Direct Fulfill?ment )?(?:Orders|Shipments|Shipping|Invoices|Payments|Transactions?|Transaction Status|Inventory) (?:API|endpoint|operation)|\b(?:API|endpoint) Vendor (?:Orders|Shipments|Shipping|Invoices|Direct Fulfill?ment)\b/
/** Retired versions, as libraries spell them. */
const withdrawnClass =
  /\bsp_api\.api\.Catalog\b(?!Items)|\bfrom sp_api\.api import [^\n]{0,80}\bCatalog\b(?!Items)|\b(?:Reports|Feeds)\w{0,6}?_?2020_?09_?04(?:Api|Client)?\b|\b(?:CatalogItemsV0|CatalogV0Api|CatalogItems0|listCatalogItems|list_catalog_items|FbaSmallandLight\w{0,8}|FBASmallAndLight\w{0,8}|AuthorizationApi|Authorization API|getAuthorizationCode)\b/
const withdrawnPath =
  /^\/(?:authorization\/v1|reports\/2020-09-04|feeds\/2020-09-04|fba\/smallAndLight|catalog\/v0\/items)/
const newerThan: Readonly<Record<string, string>> = {
  reports: '/reports/2021-06-30/…',
  feeds: '/feeds/2021-06-30/…',
  catalog: '/catalog/2022-04-01/items',
}

/** Unset variables, as languages print them. */
const unset = /\/(?:undefined|null|None|nil|NaN|\[object Object\]|%5Bobject%20Object%5D)(?:\/|$)/

/** The path in a request for a restricted data token isn't a call. */
const requestsToken = /\bRDT\b|restricted_?(?:data ?token|resources?)/i
const anyRequestedPath = /\bpath\b["'`]?\s{0,3}(?::|=>|=)\s{0,3}["'`]?\/[^\s"'`]{2,300}/gi
const requestedPath = /["']path["']\s{0,3}(?::|=>)\s{0,3}["']\/[^"'\n]{2,300}["']/gi

/**
 * The operations that a text calls or names. Their requirements, and whether they still exist, come from the catalog.
 */
export function operationFacts(
  whole: string,
  reached: readonly Address[],
  parts: readonly Part[] = [],
  refusing: ReadonlySet<Region> = new Set(),
): OperationsRead {
  const { works, pasted, addresses } = withoutWorking(whole, reached, parts)
  const text = (requestsToken.test(pasted) ? pasted.replace(anyRequestedPath, 'path') : pasted).replace(
    requestedPath,
    '"path"',
  )
  const calls = readCalls(text, addresses)
  const signs = new Set<OperationSign>()
  const values: Values = {}
  const operations: KnownOperation[] = []
  // If the text has an existing Amazon URL, it only mentions other paths.
  const isCallKnown = calls.some((one) => one.isAtAmazon && findByPath(one.path, one.method).length > 0)
  for (const { path, method, isAtAmazon, isQuoted } of calls) {
    const found = findByPath(path, method)
    operations.push(...found.slice(0, 1))
    if (found.length > 0 && unset.test(path)) {
      signs.add('path-value-empty')
      values.calledPath ??= path
    }
    if (found.length > 0 || (isCallKnown && !isAtAmazon)) continue
    if (withdrawnPath.test(path)) {
      signs.add('calls-withdrawn')
      const newer = newerThan[path.split('/')[1] ?? '']
      if (newer !== undefined) values.rightPath ??= newer
      values.calledPath ??= path
      continue
    }
    // Code that builds a URL from parts.
    if (isQuoted && isBeginning(path)) continue
    const miss = nearMiss(path)
    const isWhole = isAtAmazon || (method !== null && isVersioned(path) && !isBeginning(path))
    if (miss.path === null && !isWhole) continue
    if (!isWhole && miss.kind === 'unknown') continue
    signs.add(`path-${miss.kind}`)
    if (!(isAtAmazon || method !== null)) signs.add('path-only-mentioned')
    values.calledPath ??= path
    if (miss.path !== null) values.rightPath ??= miss.path
  }
  if (operations.length === 0) operations.push(...readNames(text))
  if (vendorClass.test(text)) signs.add('calls-vendor')
  if (withdrawnClass.test(text)) signs.add('names-withdrawn')
  const called =
    refusing.size > 0
      ? [...refusing]
      : addresses.map(({ region }) => region).filter((region) => region !== null)
  for (const { partner } of works) {
    signs.add('other-call-works')
    if (partner === 'vendor') signs.add('vendor-call-works')
    if (partner === 'seller') signs.add('seller-call-works')
  }
  if (works.some(({ roles }) => operations[0] !== undefined && isWithin(roles, operations[0].roles)))
    signs.add('same-role-call-works')
  for (const operation of operations.slice(0, 20)) {
    for (const sign of signsOf(operation, called)) signs.add(sign)
  }
  addValues(values, operations)
  if (values.operationNote !== undefined) signs.add('operation-has-note')
  if (signs.has('calls-vendor')) signs.add('knows-operation')
  const isTokenRequestOnly = calls.every(({ path }) => path.startsWith('/tokens/'))
  const named = isTokenRequestOnly ? readNames(text).map(({ path }) => path) : []
  return { signs, values, paths: [...calls.map(({ path }) => path), ...named] }
}

/** The text and the addresses without the operations that it shows to work, if it names others. */
function withoutWorking(
  whole: string,
  addresses: readonly Address[],
  parts: readonly Part[],
): {
  readonly works: readonly KnownOperation[]
  readonly pasted: string
  readonly addresses: readonly Address[]
} {
  const unchanged = { works: [], pasted: whole, addresses }
  if (!parts.some(({ outcome }) => outcome === 'works')) return unchanged
  const read = new Map<string, KnownOperation>()
  const keys = new Map<string, readonly string[]>()
  for (const { text } of parts) {
    const operations = operationsIn(text)
    for (const operation of operations) read.set(keyOf(operation), operation)
    keys.set(text, operations.map(keyOf))
  }
  const subjects = (part: string) => keys.get(part) ?? []
  const { works, fails } = outcomesBy(parts, subjects)
  if (works.size === 0 || fails.size === 0) return unchanged
  const isWorking = (part: string) => {
    const own = subjects(part)
    return own.length > 0 && own.every((one) => works.has(one))
  }
  const rest = parts.filter(({ text }) => !isWorking(text)).map(({ text }) => text)
  return {
    works: [...works].flatMap((key) => read.get(key) ?? []),
    pasted: rest.join('\n'),
    addresses: addresses.filter(({ path, method, isSpApi }) => {
      const [operation] = isSpApi ? findByPath(path, method) : []
      return operation === undefined || !works.has(keyOf(operation))
    }),
  }
}

function keyOf({ method, path }: KnownOperation): string {
  return `${method} ${path}`
}

function isWithin(some: readonly string[] | null, all: readonly string[] | null): boolean {
  return some !== null && some.length > 0 && some.every((role) => all?.includes(role) ?? false)
}

const calledIn =
  /(?:\b(GET|POST|PUT|DELETE|PATCH)\s{1,3})?(?:https?:\/\/[\w.-]{4,80}|(?<![\w:/]))(\/[a-zA-Z]{3,24}\/[\w{}%.~$<>:/-]{2,200})/g

function operationsIn(part: string): readonly KnownOperation[] {
  const byPath = part.includes('/')
    ? [...part.matchAll(calledIn)]
        .slice(0, 4)
        .flatMap(([, method, path = '']) => findByPath(path, method ?? null).slice(0, 1))
    : []
  return byPath.length > 0 ? byPath : readNames(part)
}

function* signsOf(operation: KnownOperation, called: readonly Region[]): Iterable<OperationSign> {
  yield 'knows-operation'
  if (operation.partner === 'vendor') yield 'calls-vendor'
  if (operation.partner === 'seller') {
    yield 'calls-seller'
    yield 'calls-seller-only'
  }
  if (operation.scope !== null) yield 'calls-grantless'
  else if (operation.partner !== 'vendor') yield 'calls-seller'
  if (operation.restricted === 'always') yield 'calls-restricted'
  if (operation.path.startsWith('/tokens/')) yield 'calls-tokens-api'
  if (operation.path.startsWith('/reports/')) yield 'calls-report'
  if (operation.gate !== null) yield 'calls-typed'
  if (operation.name === 'getMarketplaceParticipations') yield 'calls-participations'
  if (operation.path.startsWith('/orders/v0/') && operation.until !== null) yield 'calls-orders-v0-getter'
  if (operation.until !== null) yield 'calls-ending'
  if (operation.isSandboxOnly) yield 'calls-sandbox-only'
  const { regions } = operation
  if (regions !== null && called.length > 0 && !called.some((region) => regions.includes(region)))
    yield 'operation-not-in-region'
}

function addValues(values: Values, operations: readonly KnownOperation[]): void {
  const [first] = operations
  if (first === undefined) return
  values.operation ??= first.name
  const note = operations.map(({ name }) => operationNotes[name]).find((one) => one !== undefined)
  if (note !== undefined) values.operationNote ??= note
  if (first.roles !== null && first.roles.length > 0 && first.roles.length < 6) {
    values.roles ??= first.roles.join(' or ')
  }
  if (first.rate !== null && first.burst !== null)
    values.rate = `${first.rate} calls a second, after a burst of ${first.burst}`
  const scope = operations.map((one) => one.scope).find((one) => one !== null)
  if (scope !== undefined && scope !== null) values.operationScope ??= scope
  if (first.until !== null) values.until ??= first.until
  if (first.successor !== null) values.successor ??= first.successor
  if (first.regions !== null) values.offeredIn ??= first.regions.join(', ').toUpperCase()
}

interface Call {
  readonly path: string
  readonly method: string | null
  readonly isAtAmazon: boolean
  readonly isQuoted: boolean
}

/** Paths on SP-API's hosts, and paths without a host that start like SP-API's. */
function readCalls(text: string, addresses: readonly Address[]): readonly Call[] {
  const calls: Call[] = addresses
    .filter(({ isSpApi, path }) => isSpApi && path !== '/' && !path.startsWith('/auth/'))
    .map(({ path, method, isQuoted, raw }) => ({
      path: unencode(path),
      method,
      isAtAmazon: true,
      isQuoted: isQuoted || isCut(raw),
    }))
  const known = new Set(calls.map(({ path }) => path))
  for (const { 0: match, 1: method, 2: root = '', index } of text.matchAll(barePath)) {
    if (!isApiRoot(root) && root !== 'authorization') continue
    const path = unencode(match.replace(/^[A-Z]+\s+/, '').replace(/[.,:;]+$/, '')).replace(/^(?!\/)/, '/')
    if (known.has(path)) continue
    known.add(path)
    calls.push({ path, method: method ?? null, isAtAmazon: false, isQuoted: isShort(text, index, match) })
    if (calls.length > 20) break
  }
  return calls
}

/** A path of some length that names a version, as every operation’s does. */
function isVersioned(path: string): boolean {
  return /^\/(?:[a-zA-Z]{3,24}\/){1,2}(?:v\d|20\d\d-\d\d-\d\d)\/[a-zA-Z]/.test(path)
}

/** The writer left out the end of the path. */
function isCut(address: string): boolean {
  return /\.{3}|…|\*{2}/.test(address)
}

/** The same where the mark of it follows, or the path ends with a slash. */
function isShort(text: string, index: number, match: string): boolean {
  const end = index + match.length
  const path = match.replace(/^[A-Z]+\s+/, '')
  const isOpen = path.endsWith('/') && findByPath(path.slice(0, -1), null).length === 0
  return isCut(match) || isOpen || /^(?:\.{3}|…|\*)/.test(text.slice(end, end + 3))
}

function unencode(path: string): string {
  return path.replaceAll('%7B', '{').replaceAll('%7D', '}').replaceAll('%3C', '<').replaceAll('%3E', '>')
}

/** Amazon's reference pages spell the names of operations in lower case. */
const referencePage = /\/sp-api\/reference\/([a-z]{6,60})\b/g

/** Operations by name. If several share a name, those of the named vendor class, or else the newest for sellers. */
function readNames(text: string): readonly KnownOperation[] {
  const found: KnownOperation[] = []
  const seen = new Set<string>()
  const pages = [...text.matchAll(referencePage)].slice(0, 5).map(([, name = '']) => name)
  const names = [...pages, ...namesIn(text)]
  if (names.length === 0) return found
  const isVendor = vendorClass.test(text)
  for (const name of names) {
    if (seen.has(name) || seen.size > 400) continue
    seen.add(name)
    const same = findByName(name)
    if (same.length === 0) continue
    const wanted = same.filter(({ partner }) => (partner === 'vendor') === isVendor)
    const [best] =
      wanted.length > 0
        ? wanted
        : same.length === 1 || isVendor
          ? same
          : same.filter((one) => one.partner !== 'vendor')
    if (best !== undefined) found.push(best)
  }
  return found
}
