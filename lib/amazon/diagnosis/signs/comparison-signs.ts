import type { Values } from '../values.ts'

/** What two values of the same kind in a text show: times of a code, and redirect URIs. */
export type ComparisonSign =
  /** The code was exchanged more than five minutes after it arrived. */
  'says-exchanged-late' | 'redirect-uris-differ'

const time = /(?<![\d:.-])(?:\d{4}-\d\d-\d\dT)?([01]?\d|2[0-3])[:h時点]([0-5]\d)(?::?[0-5]\d)?(?!\d|:\d)/g
const pieceEnd = /[\n,;，、。；]|\.\s|\s(?:and|und|y|et|e|then|dann|luego|puis|poi)\s/
const arrival =
  /(?<!\p{L})(?:arriv|receiv|redirect|callback|came\b|issued|kam\b|erhalten|angekommen|lleg|recibid|reçu|ricevut)|届|受信|收到|到达/iu
const exchange =
  /(?<!\p{L})(?:exchang|token (?:request|call)|sent\b|posted|getauscht|tausch|intercambi|canje|échang|scambi)|交換|换取|兑换/iu
const lifetimeMinutes = 5
const mostPieces = 60

/** The first time in the first piece of a sentence that fits, in minutes of its day. */
function minutesIn(pieces: readonly string[], about: RegExp): number | null {
  for (const piece of pieces) {
    if (!about.test(piece)) continue
    for (const [, hour = '', minute = ''] of piece.matchAll(time)) return Number(hour) * 60 + Number(minute)
  }
  return null
}

/** Two times in pieces that say which one they are. A time past midnight belongs to the next day. */
function isLate(text: string): boolean {
  if (!/\bcode\b|código|codice|授权码|コード|\bgrant parameter/i.test(text)) return false
  const pieces = text
    .split(pieceEnd)
    .slice(0, mostPieces)
    .filter((piece) => piece.length < 200)
  const arrived = minutesIn(
    pieces.filter((piece) => !exchange.test(piece)),
    arrival,
  )
  const exchanged = minutesIn(
    pieces.filter((piece) => !arrival.test(piece)),
    exchange,
  )
  if (arrived === null || exchanged === null) return false
  const minutes = (exchanged - arrived + 1440) % 1440
  return minutes > lifetimeMinutes && minutes < 720
}

const uri = String.raw`(https?:\/\/[^\s"'<>，,;；)]{4,200})`
const uriSent = new RegExp(
  String.raw`(?:redirect_uri["']?\s{0,2}(?:sent|sends|envoyée|enviada|inviato|used|as sent|gesendet)?\s{0,2}[=:]|\bsen[dt]s?\b[^\n]{0,24}redirect_uri\s{0,2}[=:]|gesendet[^\n]{0,24}[=:])\s{0,2}["']?${uri}`,
  'i',
)
const uriRegistered = new RegExp(
  String.raw`(?:\bregistered\b|\bregistriert\b|\benregistrée?\b|\bregistrad[oa]\b|\bregistrat[oa]\b|登録済み|登録した|注册的|已注册|\bOAuth Redirect URIs?\b|\b(?:in|im|en|dans|nel) (?:the |dem |el |le )?(?:Developer |Solution Provider )?(?:portal|console)\b)[^\n;]{0,40}?${uri}`,
  'i',
)

const encodedUri = /\bredirect_uri=(https?%3A%2F%2F[\w%.~-]{4,400})/gi

/** With redirect URIs in URLs as they are registered. */
function withPlainUris(text: string): string {
  return text.replace(encodedUri, (whole, encoded: string) => {
    try {
      return `redirect_uri=${decodeURIComponent(encoded)} `
    } catch {
      return whole
    }
  })
}

function withoutEnd(address: string): string {
  return address.replace(/[.。、]+$/, '')
}

/** Compares the values that a text gives for the same thing. */
export function comparisonFacts(text: string): {
  readonly signs: ReadonlySet<ComparisonSign>
  readonly values: Values
} {
  const signs = new Set<ComparisonSign>()
  const values: Values = {}
  if (isLate(text)) signs.add('says-exchanged-late')
  if (!text.includes('redirect_uri') && !/redirect URI/i.test(text)) return { signs, values }
  const plain = withPlainUris(text)
  const [, sent] = uriSent.exec(plain) ?? []
  const [, registered] = uriRegistered.exec(plain) ?? []
  if (sent === undefined || registered === undefined) return { signs, values }
  values.sentUri = withoutEnd(sent)
  values.registeredUri = withoutEnd(registered)
  if (values.sentUri !== values.registeredUri) signs.add('redirect-uris-differ')
  return { signs, values }
}
