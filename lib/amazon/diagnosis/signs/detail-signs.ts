import { findMarketplace } from '../../marketplaces.ts'
import { attributeFacts } from '../attribute-names.ts'
import {
  findByName,
  findByPath,
  type KnownOperation,
  parameterNames,
  toldVersion,
  versionIn,
} from '../known-operations.ts'
import type { Values } from '../values.ts'
import type { Address } from './url-signs.ts'

/** Faults that the request in a text shows beside Amazon's models, and what Amazon made of an encoded value. */
export type DetailSign =
  | 'call-version-lacks-parameter'
  | 'call-value-type-named'
  | 'call-list-empty'
  | 'call-key-has-blank'
  | 'call-json-with-other-header'
  | 'call-currency-differs'
  | 'call-elements-differ'
  | 'call-boolean-as-number'
  | 'call-client-without-marketplace'
  | 'call-named-parameter-foreign'
  | 'call-parameter-set-but-missing'
  | 'call-operation-not-in-version'
  | 'attribute-in-camel-case'
  | 'attribute-misspelt'
  | 'value-encoded-again'
  | 'value-cut'
  | 'value-decoded-rightly'

interface Found {
  readonly sign: DetailSign
  readonly values: Values
}

type Reader = (context: Context) => Found | null

interface Context {
  readonly text: string
  readonly addresses: readonly Address[]
  /** The operations that the text calls or names. */
  readonly operations: readonly KnownOperation[]
  /** Raw addresses and paths with their queries. */
  readonly calls: readonly string[]
}

const barePath = /(?<![\w.:/])\/[a-zA-Z]{3,24}\/[\w./{}:%~$@-]{2,200}(?:\?[^\s"'<>`\\]{3,600})?/g

function toContext(text: string, addresses: readonly Address[], names: readonly string[]): Context {
  const calls = [
    ...addresses.filter(({ isSpApi }) => isSpApi).map(({ raw }) => raw),
    ...[...text.matchAll(barePath)].slice(0, 20).map(([raw]) => raw),
  ]
  const byPath = calls.flatMap((raw) => findByPath(pathOf(raw), null).slice(0, 4))
  const operations = [...new Set([...byPath, ...names.slice(0, 300).flatMap((one) => findByName(one))])]
  return { text, addresses, operations: operations.slice(0, 12), calls }
}

function pathOf(raw: string): string {
  return raw.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/s, '')
}

/** The value that a text gives to a field, in JSON or code. */
const assigned = (name: string): RegExp =>
  new RegExp(String.raw`(?<![\w.])["']?${name}["']?\s{0,3}(?:=>|[:=])`)

/** A parameter of another version of the same operation, by the version that a library is told or that the path has. */
const ofOtherVersion: Reader = ({ text, operations, calls }) => {
  const version = toldVersion(text)
  const own = operations.filter(({ path }) =>
    version === null
      ? calls.some((raw) => findByPath(pathOf(raw), null)[0]?.path === path)
      : path.includes(version),
  )
  for (const operation of own) {
    const others = findByName(operation.name).filter(
      ({ path, segments }) => path !== operation.path && segments[0] === operation.segments[0],
    )
    const names = new Set(operation.parameters.map(({ name }) => name))
    const foreign = others
      .flatMap(({ parameters, path }) => parameters.map(({ name }) => ({ name, path })))
      .find(
        ({ name }) =>
          !names.has(name) && (assigned(name).test(text) || calls.some((raw) => raw.includes(`${name}=`))),
      )
    if (foreign !== undefined)
      return {
        sign: 'call-version-lacks-parameter',
        values: {
          operation: operation.name,
          parameter: foreign.name,
          calledPath: operation.path,
          rightPath: foreign.path,
        },
      }
  }
  return null
}

/** Of fields that are sent with another type most often, as Amazon's models declare them. */
const types: Readonly<Record<string, string>> = {
  packageReferenceId: 'text, such as "1"',
  orderItemId: 'text',
  orderId: 'text',
  trackingNumber: 'text',
  marketplaceId: 'text',
  msku: 'text',
  postalCode: 'text',
  phoneNumber: 'text',
  sellerSku: 'text',
  shipDate: 'text with a time, such as "2026-03-01T00:00:00Z"',
  expiration: 'text with a date, such as "2026-03-01"',
  quantity: 'a number without quotation marks',
  value: 'a number without quotation marks',
  weight: 'an object with a unit and a number',
  length: 'a number without quotation marks',
  width: 'a number without quotation marks',
  height: 'a number without quotation marks',
  marketplaceIds: 'a list',
  includedData: 'a list',
}

const typeNamed: Reader = ({ text }) => {
  const [, path] = /invalid type:? \[([\w.[\]$]{2,80}?)\](?=[^\w[.]|\.?\W|\.?$)/i.exec(text) ?? []
  if (path === undefined) return null
  const field =
    path
      .replace(/\[\d*\]/g, '')
      .split('.')
      .at(-1) ?? ''
  const type = types[field]
  return {
    sign: 'call-value-type-named',
    values: { parameter: path, ...(type !== undefined && { allowedValues: type }) },
  }
}

const emptyList =
  /["']?\b(restrictedResources|marketplaceIds|destinationMarketplaces|patches|packageGroupings|orderItems|requests)["']?\s{0,3}(?::|=>|=)\s{0,3}\[\s{0,3}\]/

const emptyRequired: Reader = ({ text }) => {
  const [, name] = emptyList.exec(text) ?? []
  return name === undefined ? null : { sign: 'call-list-empty', values: { parameter: name } }
}

const keyWithBlank =
  /(["'])( [A-Za-z][\w-]{1,40}|[A-Za-z][\w-]{1,40} )\1\s{0,2}(?::(?!\/)|=>)\s{0,2}(?=["'[{\d$tfn-])/

const blankInKey: Reader = ({ text }) => {
  const [, , key] = keyWithBlank.exec(text) ?? []
  return key === undefined
    ? null
    : { sign: 'call-key-has-blank', values: { parameter: `"${key}"`, rightParameter: `"${key.trim()}"` } }
}

const otherType =
  /\bcontent-type["']?\s{0,3}(?:=>|:|=|,)\s{0,3}["']?((?:application\/x-www-form-urlencoded|text\/plain|multipart\/form-data)(?:\s{0,2};\s{0,2}charset=[\w-]{1,12})?)/i
const jsonKey = /\{\s{0,20}["'](?!errors?\b|code\b|message\b|details\b|payload\b)[A-Za-z]\w{2,40}["']\s{0,3}:/

const otherHeader: Reader = ({ text, operations }) => {
  const [, type] = otherType.exec(text) ?? []
  const isCall = operations.some(({ method }) => method !== 'GET') || /\/feeds\/|\/reports\//.test(text)
  return type === undefined || !isCall || !jsonKey.test(text) || /auth\/o2\//.test(text)
    ? null
    : { sign: 'call-json-with-other-header', values: { sentContentType: type } }
}

const currency = /\bcurrency_?(?:code)?["'\]]{0,2}\s{0,3}(?:=>|[:=]|\s)\s{0,3}["']?([A-Z]{3})\b/gi

/** One marketplace and one currency, which isn't its own. */
const otherCurrency: Reader = ({ text }) => {
  const currencies = new Set([...text.matchAll(currency)].slice(0, 20).map(([, code = '']) => code))
  const ids = new Set((text.match(/\bA[A-Z0-9]{11,13}\b/g) ?? []).slice(0, 50))
  const [marketplace, ...others] = [...ids].map(findMarketplace).filter((one) => one !== null)
  const [sent, ...more] = currencies
  if (marketplace === undefined || others.length > 0 || sent === undefined || more.length > 0) return null
  return sent === marketplace.currency || sent !== sent.toUpperCase()
    ? null
    : {
        sign: 'call-currency-differs',
        values: {
          parameterValue: sent,
          rightParameter: marketplace.currency,
          marketplaceId: marketplace.id,
        },
      }
}

const refusedElements = /requested data elements:? \[([\w, ]{3,100})\]/i
const askedElements =
  /["']path["']\s{0,3}(?::|=>)\s{0,3}["'](\/[^"'\n]{3,200})["'][^{}]{0,80}dataElements["']?\s{0,3}(?::|=>)\s{0,3}\[([^\]]{1,200})\]/gi

/** Data elements that the path of a restricted data token doesn't have, whatever the roles are. */
const foreignElements: Reader = ({ text, operations }) => {
  const refused = (refusedElements.exec(text)?.[1] ?? '').split(',').map((one) => one.trim())
  const items = /\border_?items\b/i.test(text) ? findByName('getOrderItems') : []
  const asked = [...text.matchAll(askedElements)].slice(0, 10).map(([, path = '', list = '']) => ({
    operation: findByPath(path, 'GET')[0],
    elements: list.split(',').map((one) => one.replace(/["'\s]/g, '')),
  }))
  const named = [...items, ...operations].map((operation) => ({ operation, elements: refused }))
  for (const { operation, elements } of [...asked, ...named]) {
    const allowed = operation?.dataElements ?? null
    if (operation === undefined || allowed === null) continue
    const foreign = elements.find((one) => /^(?:buyer|shipping)\w{3,30}$/.test(one) && !allowed.includes(one))
    if (foreign !== undefined)
      return {
        sign: 'call-elements-differ',
        values: { operation: operation.name, parameter: foreign, allowedValues: allowed.join(', ') },
      }
  }
  return null
}

/** PHP and some clients write true as 1 into a query. */
const booleanAsNumber: Reader = ({ text, operations, calls }) => {
  const booleans = operations.flatMap(({ parameters }) => parameters.filter(({ type }) => type === 'boolean'))
  const found = booleans.find(
    ({ name }) =>
      new RegExp(
        String.raw`\$${name}\s{0,3}=\s{0,3}(?:true|false)\b|["']${name}["']\s{0,3}=>\s{0,3}(?:true|false|1|0)\b`,
        'i',
      ).test(text) ||
      calls.some((raw) => new RegExp(`[?&]${name}=(?:1|0|True|TRUE|False|FALSE)(?:&|$)`).test(raw)),
  )
  return found === undefined ? null : { sign: 'call-boolean-as-number', values: { parameter: found.name } }
}

const pythonClient =
  /\b(?:Orders|Reports|Feeds|Catalog|CatalogItems|Finances|Inventories|Products|ProductFees|ProductTypeDefinitions|ListingsItems|Sales|Sellers|Shipping|Notifications|FulfillmentInbound|FulfillmentOutbound|MerchantFulfillment|Messaging|Solicitations|Upload|DataKiosk|APlusContent|Vendor\w{3,20})\(\s{0,3}(?:credentials\s{0,2}=\s{0,2}[\w.]{1,60}(?:\(\))?|\*\*\w{2,20})?\s{0,3}\)/
const sharpClient = /\bnew AmazonCredential\b/
const scriptClient = /\bnew SellingPartner(?:API|Api)?\(/
const elsewhere =
  /\b[Mm]arket_?[Pp]laces?(?:Enum|Id)?[.:]{1,2}(?!(?:US|CA|MX|BR|UnitedStates|Canada|Mexico|Brazil)\b)[A-Z]\w{1,20}|\b(?:Japan|Germany|France|Italy|Spain|Turkey|Netherlands|Poland|Sweden|Belgium|Ireland|India|Australia|Singapore|Egypt|United Kingdom|Saudi Arabia|Europe(?:an)?)\b|\b(?:UK|UAE)\b/

/** A client object that is created without a marketplace uses the library's default, mostly the US. */
const defaultMarketplace: Reader = ({ text }) => {
  const scriptAt = text.search(scriptClient)
  const isDefault =
    (pythonClient.test(text) && !/\b(?:default_)?marketplace\s{0,2}=/i.test(text)) ||
    (sharpClient.test(text) && !/\bMarketPlace\w{0,4}\s{0,2}=/i.test(text)) ||
    (scriptAt >= 0 && !/\bregion\b/i.test(text.slice(scriptAt, scriptAt + 500)))
  if (!isDefault) return null
  const ids = (text.match(/\bA[A-Z0-9]{11,13}\b/g) ?? []).slice(0, 20).map(findMarketplace)
  const named = ids.find((one) => one !== null && one.region !== 'na')
  if (named === undefined) {
    return elsewhere.test(text) ? { sign: 'call-client-without-marketplace', values: {} } : null
  }
  return {
    sign: 'call-client-without-marketplace',
    values:
      named === null
        ? {}
        : {
            clientMarketplace: named.countryCode === 'GB' ? 'UK' : named.countryCode,
            clientRegion: named.region,
          },
  }
}

/** The message asks for a parameter that no operation of today's models has. */
const foreignParameter: Reader = ({ text }) => {
  const [, name] =
    /\brequired (?:request )?parameter ["']?(\w{3,40})["']? (?:not found|is missing|not present)/i.exec(
      text,
    ) ?? []
  return name === undefined || parameterNames().has(name)
    ? null
    : { sign: 'call-named-parameter-foreign', values: { parameter: name } }
}

const missingNamed =
  /\bmissing (?:or invalid )?(?:request )?(?:parameters?|objects?|fields?|propert(?:y|ies)):? ?\[([\w, .]{3,120})\]/i

/** What Amazon misses is set in the code beside it: it gets lost in between. */
const setButMissing: Reader = ({ text }) => {
  const found = missingNamed.exec(text)
  if (found === null) return null
  const names = (found[1] ?? '').split(',').map((one) => one.trim().split('.').at(-1) ?? '')
  const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length)
  const isSet = names.every((name) => name.length > 2 && new RegExp(String.raw`\b${name}\b`, 'i').test(rest))
  return isSet ? { sign: 'call-parameter-set-but-missing', values: { parameter: names.join(', ') } } : null
}

/** What an encoded value looks like after the host has decoded it. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** The parts of a path and the values of a query, as sent. */
function partsOf(raw: string): readonly string[] {
  const [path = '', query = ''] = raw.replace(/^https?:\/\/[^/]+/, '').split('?')
  return [...path.split('/'), ...query.split('&').map((pair) => pair.slice(pair.indexOf('=') + 1))].map(
    (one) => one.replace(/[.,;)]+$/, ''),
  )
}

const echoed = /["']?(?:Seller)?SKU["']?\s{0,3}[:=]?\s{0,3}["']([^"'\n]{1,60})["']/gi
const complaint = `["'’”]{0,2} (?:is|was|are)? ?(?:an? )?(?:invalid|not found|unknown|not valid|does)`

const encodedValue: Reader = ({ text, calls }) => {
  const parts = calls
    .filter((raw) => findByPath(pathOf(raw), null).length > 0)
    .flatMap(partsOf)
    .filter((part) => part.includes('%') && part.length < 120)
    .slice(0, 40)
  const answers = [...text.matchAll(echoed)].slice(0, 20).map(([, value = '']) => value)
  for (const part of parts) {
    const once = decoded(part)
    if (once === null || once === part) continue
    const cutAt = once.search(/[&#+%/?]/)
    if (cutAt > 0 && answers.includes(once.slice(0, cutAt).trimEnd()))
      return {
        sign: 'value-cut',
        values: { parameterValue: once, rightParameter: part.replaceAll('%', '%25') },
      }
    if (/%25[0-9A-F]{2}/i.test(part)) return { sign: 'value-encoded-again', values: { parameterValue: part } }
    // A plus sign in the place of each blank of a value that the text shows plainly.
    const plain = once.replaceAll('+', ' ')
    if (once.includes('+') && !part.includes('+') && text.includes(plain)) {
      // The plus sign belongs to the value, and Amazon answers as if it were a blank.
      if (text.includes(once))
        return {
          sign: 'value-cut',
          values: { parameterValue: once, rightParameter: part.replaceAll('%', '%25') },
        }
      return { sign: 'value-encoded-again', values: { parameterValue: part } }
    }
    const at = text.indexOf(once)
    if (
      /[^\w:,.-]/.test(once) &&
      !/^\d{4}-/.test(once) &&
      at >= 0 &&
      new RegExp(`^${complaint}`, 'i').test(text.slice(at + once.length, at + once.length + 40))
    )
      return { sign: 'value-decoded-rightly', values: { parameterValue: once } }
  }
  return null
}

const families =
  /\b((?:Fulfillment|Fulfilment|Merchant|Product|Catalog|Listings?|Vendor|Data|Easy|Awd|Aplus)[A-Z]?[A-Za-z]{2,40}|Orders|Reports|Feeds|Finances|Shipping|Sellers|Services|Tokens|Uploads)\b(?:\.|->|::)(\w{6,60})/g

/** A function of a library for a version of Amazon's models that doesn't have the operation. */
const foreignOperation: Reader = ({ text }) => {
  const calledVersion = versionIn(text)
  if (calledVersion === null || !/denied|Unauthorized|\b40[34]\b/.test(text)) return null
  for (const [whole, , name = ''] of text.matchAll(families)) {
    const near = text.slice(Math.max(0, text.indexOf(whole) - 400), text.indexOf(whole) + 400)
    if (!(versionIn(near) !== null && /[a-z][A-Z]|_/.test(name)) || helper.test(name)) continue
    if (!findByName(name).some(({ path }) => path.includes(calledVersion)))
      return { sign: 'call-operation-not-in-version', values: { calledName: name, calledVersion } }
  }
  return null
}

/** Functions that libraries add: they call operations under other names. */
const helper =
  /^(?:submit|download|load|export|fetch|decrypt|all|wait|with|set|is)_?[A-Z_]?|_?Async_?All|iterator/i

const readers: readonly Reader[] = [
  ({ text }) => attributeFacts(text),
  foreignOperation,
  blankInKey,
  emptyRequired,
  typeNamed,
  encodedValue,
  foreignElements,
  otherCurrency,
  ofOtherVersion,
  otherHeader,
  booleanAsNumber,
  foreignParameter,
  setButMissing,
  defaultMarketplace,
]

/** The first of these faults that a text shows. Each would explain the refusal alone. */
export function detailFacts(
  text: string,
  addresses: readonly Address[],
  names: readonly string[],
): { readonly signs: ReadonlySet<DetailSign>; readonly values: Values } {
  const context = toContext(text, addresses, names)
  for (const reader of readers) {
    const found = reader(context)
    if (found !== null) return { signs: new Set([found.sign]), values: found.values }
  }
  return { signs: new Set(), values: {} }
}
