import { findMarketplace, type Marketplace, marketplaces } from '../marketplaces.ts'
import type { Values } from './values.ts'

/** What the text sends as a marketplace. */
export type MarketplaceSign =
  | 'marketplace-not-an-id'
  | 'marketplace-unlisted'
  | 'marketplace-is-listed'
  | 'marketplace-is-pseudo'
  /** The text compares a marketplace of one region with one of another. */
  | 'marketplaces-of-two-regions'

const field = String.raw`(?:marketplace_?ids?|destination_?marketplaces)(?:\[\d*\]|%5B\d*%5D)?`
const inAddress = new RegExp(String.raw`[?&]${field}=([^&\s"'\x60<>]{1,200})`, 'gi')
const inBody = new RegExp(
  String.raw`["']?${field}["']?\s{0,3}(?::|=>|=)\s{0,3}\[?\s{0,3}(["'])([^"'\n]{1,60})\1`,
  'gi',
)
/** The name of a library's constant: `MarketplaceEnum.US.name()`. Without that, the library may send the id. */
const inCode = new RegExp(
  String.raw`${field}\s{0,3}(?::|=>|=)\s{0,3}(?:new\s?\[\]\s{0,3})?[[({]?\s{0,3}(market_?places?(?:enum|id)?[.:]{1,2}\w{2,20}\.(?:to_?string\(\)|name(?:\(\))?))(?!\w|\.\w)`,
  'gi',
)
/** Without quotes, as in a log or a sentence. */
const bare = new RegExp(String.raw`${field}\s{0,2}[=:]\s{0,2}[[(]?(A[A-Z0-9]{9,14})\b`, 'gi')
/** The same for the name of a country or site. */
const bareName = new RegExp(String.raw`${field}=([\p{L}][\p{L}.]{1,24})(?![\p{L}\p{N}_.(])`, 'giu')
/** Positional arguments of a library's methods, recognized by the call; a granularity precedes the id. */
const asArgument =
  /(?:granularity_?id["']?\s{0,3}[:=]|["']Marketplace["'],)\s{0,3}["'](A[A-Z0-9]{9,14})["']/gi

/**
 * Pseudo-marketplaces in getMarketplaceParticipations: other channels, invoicing and shadows. From bizon/amazon-ids,
 * which isn't complete.
 */
const pseudoMarketplaces: ReadonlySet<string> = new Set([
  'AZMDEXL2RVFNN',
  'A38D8NSA03LJTC',
  'A1ZFFQZ3HTUKT9',
  'A62U237T8HV6N',
  'AFQLKURYRPEL8',
  'A2ZV50J4W1RKNI',
  'A1MQXOICRS2Z7M',
  'A3H6HPSLHAK3XG',
  'AHRY1CZE9ZY4H',
])

/** Whether getMarketplaceParticipations lists the id, although it isn’t one of Amazon’s stores. */
export function isPseudoMarketplace(id: string): boolean {
  return pseudoMarketplaces.has(id)
}

const inProse = [
  new RegExp(
    String.raw`\b${field}["'\x60”]?\s{1,2}(?:is|was|are|set to|to|as|=|ist|es|est|è|auf|は|が|是|为|設定)\s{0,2}(?:set to\s)?(?:the\s)?(?:(?:store|shop|country|marketplace|site|seller|merchant|domain)(?:['’]s)?\s)?(?:(?:name|code|id|token)\s)?["'“\x60「]?([\p{L}][\p{L}\p{N}._ -]{1,30})`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:pass|send|sent|passed|use|used|put|gave|give|enter|entered|schicke|sende|übergebe|envío|enviamos|passe|envoie|passo|invio)\w{0,4}\s{1,2}(?:the\s|our\s|my\s|a\s)?(?:(?:store|shop|country|marketplace|site|seller|merchant|domain)(?:['’]s)?\s)?(?:(?:name|code|id|token)\s)?(?:["'“„\x60]|«\s?)?([\p{L}][\p{L}\p{N}._-]{1,20})(?:["'”“\x60]|\s?»)?\s{1,2}(?:as|for|in|into|als|como|comme|come|per|dans|en|im|nel)\s{1,2}(?:the\s|a\s|el\s|la\s|le\s|il\s)?${field}`,
    'giu',
  ),
  // Some words between the field and a value in quotation marks, in any language.
  new RegExp(
    String.raw`\b${field}["'\x60”]?(?:\s{1,2}\p{L}{1,14}){1,3}\s{1,2}(?:["'“„\x60]|«\s?)([\p{L}][\p{L}\p{N}._ -]{1,30})["'”“\x60»]`,
    'giu',
  ),
]
const idShape = /^A[A-Z0-9]{9,14}$/
/** Variables and masks, which weren't sent literally. */
const placeholder =
  /^(?:[<{$[(%]|\w{0,10}x{4,}|x{2,}$|\.{2,}|…|\*|your|my|the$|undefined|null|none|self\.|this\.|marketplace_?ids?$|string$|test)/i

const languages = ['en', 'de', 'es', 'fr', 'it', 'ja', 'zh'] as const

function namesOf({ countryCode, country, sellerCentralHost }: Marketplace): readonly string[] {
  const site = sellerCentralHost.replace('sellercentral.', '').replace('sellercentral-europe.amazon.com', '')
  return [
    countryCode,
    country,
    ...languages.flatMap(
      (language) => new Intl.DisplayNames([language], { type: 'region' }).of(countryCode) ?? [],
    ),
    ...(site === '' ? [`amazon.${countryCode.toLowerCase()}`] : [site]),
    ...(countryCode === 'GB' ? ['UK', 'amazon.co.uk', 'Great Britain', 'England'] : []),
    ...(countryCode === 'US' ? ['USA', 'UnitedStates', 'amazon.com', 'America'] : []),
    ...(countryCode === 'AE' ? ['UAE'] : []),
  ].map(plainName)
}

let names: ReadonlyMap<string, Marketplace> | undefined

/** `Marketplace.ITALY`, `it`, `amazon.it`, `Italien`, `it_IT` → Italy. */
export function findByAnyName(value: string): Marketplace | null {
  names ??= new Map(marketplaces.flatMap((one) => namesOf(one).map((name) => [name, one] as const)))
  const bare = value
    .replace(/^www\./i, '')
    .replace(/^market_?places?(?:enum|id)?[.:_\s-]{1,2}/i, '')
    .replace(/\.(?:to_?string|name)(?:\(\))?$/i, '')
  return (
    names.get(plainName(bare)) ?? names.get(plainName(bare.replace(/^[a-z]{2}[_-](?=[A-Z]{2}$)/, ''))) ?? null
  )
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}

/** The marketplaces that a text sends, and those that it means. */
export function marketplaceFacts(text: string): {
  readonly signs: ReadonlySet<MarketplaceSign>
  readonly values: Values
} {
  const signs = new Set<MarketplaceSign>()
  const values: Values = {}
  for (const value of sentValues(text)) {
    if (findMarketplace(value) !== null) {
      signs.add('marketplace-is-listed')
      continue
    }
    if (idShape.test(value) && /\d/.test(value)) {
      // In a path, it is a seller’s id.
      if (text.includes(`/${value}/`)) continue
      signs.add('marketplace-unlisted')
      if (pseudoMarketplaces.has(value)) signs.add('marketplace-is-pseudo')
      values.marketplaceValue ??= value
      continue
    }
    signs.add('marketplace-not-an-id')
    values.marketplaceValue ??= value
    const meant = findByAnyName(value)
    if (meant !== null) values.marketplaceId ??= meant.id
  }
  if (comparesRegions(text)) signs.add('marketplaces-of-two-regions')
  return { signs, values }
}

/** A list of many marketplaces isn't a comparison. */
function comparesRegions(text: string): boolean {
  const ids = new Set(text.match(/\bA[A-Z0-9]{11,13}\b/g)?.slice(0, 100))
  const named = [...ids].map(findMarketplace).filter((one) => one !== null)
  return named.length === 2 && named[0]?.region !== named[1]?.region
}

function* sentValues(text: string): Iterable<string> {
  for (const [, list = ''] of [...text.matchAll(inAddress)].slice(0, 20)) {
    for (const value of decode(list).split(',').slice(0, 10)) {
      // Markup and punctuation around the URL.
      const sent = value.trim().replace(/[.;:)\]*_~]+$/, '')
      if (sent !== '' && !placeholder.test(sent)) yield sent
    }
  }
  for (const [, , value = ''] of [...text.matchAll(inBody)].slice(0, 20)) {
    if (!placeholder.test(value)) yield value
  }
  for (const [, value = ''] of [...text.matchAll(inCode)].slice(0, 5)) yield value
  for (const [, value = ''] of [...text.matchAll(bareName)].slice(0, 5)) {
    if (findByAnyName(value) !== null) yield value
  }
  for (const expression of [bare, asArgument]) {
    for (const [, value = ''] of [...text.matchAll(expression)].slice(0, 5)) {
      if (/\d/.test(value)) yield value
    }
  }
  for (const expression of inProse) {
    for (const [, value = ''] of [...text.matchAll(expression)].slice(0, 5)) {
      // In prose, count only values that are certainly a country or an id.
      const sent = value.trim()
      const first = [sent, sent.split(/[\s.]/)[0] ?? ''].find(
        (one) =>
          findByAnyName(one) !== null ||
          findMarketplace(one) !== null ||
          (idShape.test(one) && /\d/.test(one)),
      )
      if (first !== undefined && !/^(?:in|it|is|to|be|de|es|as|ae|at)$/.test(first)) yield first
    }
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
