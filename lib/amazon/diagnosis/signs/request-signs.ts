import { type Grams, occurs, searchFor } from '../expression-filter.ts'
import { type BodySign, bodySigns } from './body-signs.ts'

/** What the request in a text shows: a curl command, an HTTP dump, or the code that sends it. */
export type RequestSign =
  | BodySign
  | 'sent-as-get'
  | 'array-with-form-header'
  | 'misspelt-grant-type'
  | 'scheme-in-host-header'
  | 'client-id-is-application-id'
  | 'refresh-token-of-wrong-kind'
  | 'quotes-around-token'
  | 'line-end-in-token'
  | 'grantless-token-sent'
  | 'refresh-token-sent'
  | 'access-token-sent'
  | 'refresh-token-grant'
  | 'refresh-token-made-up'
  | 'bearer-header'
  | 'access-token-header'
  | 'unset-parameter'
  | 'exchange'
  | 'exchange-without-secret'
  | 'scope-with-refresh'
  | 'single-colon-scope'
  | 'retired-scope'
  | 'scope-constant'
  | 'client-credentials'
  | 'answer-without-refresh-token'
  | 'error-hidden'
  | 'feed-type-as-content-type'
  | 'says-access-token'

const gap = String.raw`["'\]]{0,2}\s{0,4}(?:=>|[:=]|,|\s)\s{0,4}["']{0,2}`
const after = (name: string, value: string): RegExp => new RegExp(`\\b${name}${gap}${value}`, 'i')

/** Each is one expression over the masked and normalized text. */
const expressions: Readonly<Partial<Record<RequestSign, RegExp>>> = {
  'array-with-form-header':
    /CURLOPT_POSTFIELDS\s{0,4}(?:=>|,)\s{0,4}\$\w{1,30}\s{0,3}[),\]]|'multipart'\s{0,4}=>/,
  'scheme-in-host-header': /\bhost["']?\s{0,3}(?:=>|:)\s{0,3}["']?https?:\/\//i,
  'client-id-is-application-id':
    /(?:lwa_app_id|client_?id|lwaClientId|SELLING_PARTNER_APP_CLIENT_ID)["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']?(?:amzn1\.(?:sp\.solution|sellerapps)|(?:self\.)?(?:app|application)_id\b)/i,
  'refresh-token-of-wrong-kind': new RegExp(
    String.raw`${after('refresh_?token', String.raw`\[(?:access-token|code|grantless-token)\]`).source}|\bAtza\b[^.\n]{0,30}\b(?:as|for|in|into) (?:the |my |a )?refresh[_ ]token`,
    'i',
  ),
  'quotes-around-token': /refresh_?token["']?\s{0,4}(?:=>|[:=])\s{0,4}(?:'"|"'|%22)/i,
  'grantless-token-sent': new RegExp(
    String.raw`${after('x-amz-access-token', String.raw`\[grantless-token\]`).source}|\btoken\b[^.\n]{0,24}\b(?:begin|start)\w{0,5} with ["'\x60]?Atc\||(?<!_)\b(?:tokens?|jetons?)\b[^.\n"]{0,30}(?:\[grantless-token\]|\bAtc\|)`,
    'i',
  ),
  'says-access-token': /(?<!_)\b(?:tokens?|jetons?)\b[^.\n"]{0,40}(?:\[access-token\]|\bAtza\|)/i,
  'refresh-token-sent': after('x-amz-access-token', String.raw`\[refresh-token\]`),
  'access-token-sent': after('x-amz-access-token', String.raw`\[access-token\]`),
  'refresh-token-grant': /grant_type["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']?refresh_token/i,
  'refresh-token-made-up':
    /refresh_?token["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']?(?:dummy|fake|bogus|test|none|null|x{3,}|not[-_ ]?needed|anything|placeholder|foo|abc)\b|(?:bogus|dummy|made-?up|fake|random|any) (?:value (?:for|as) (?:the )?)?refresh[_ ]token/i,
  'bearer-header':
    /authorization["']?\s{0,4}(?:=>|[:=]|,)\s{0,4}["'`]?Bearer|\bauthori[sz]ation\b[^\n]{0,24}\bBearer\b/i,
  'access-token-header': /x-amz-access-token/i,
  'unset-parameter':
    /\b(?:refresh_token|client_id|client_secret|redirect_uri|code|scope|grant_type)["']?\s{0,3}[:=]\s{0,3}(?:["']?(?:undefined|null|None|nan)\b|""|''|&)/i,
  exchange: /grant_type["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']?authorization_code/i,
  'client-credentials': /grant_type["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']?client_credentials/i,
  'single-colon-scope': /sellingpartnerapi(?::|%3A)(?!:|%3A)\w/i,
  'retired-scope': /sellingpartnerapi(?:::|%3A%3A)migration/i,
  'scope-constant': /["']SCOPE_[A-Z_]+["']/,
  'feed-type-as-content-type':
    /content_?-?type["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["'](?:POST_[A-Z_]{4,60}|JSON_LISTINGS_FEED|GET_[A-Z_]{4,60})["']/i,
  'error-hidden':
    /(?:KeyError|undefined (?:index|array key|property|offset)|\(reading|missing (?:key|field)|has no (?:key|property))\W{0,6}['"`]?access_?token\b|unsuccessful LWA token exchange|error getting LWA|didn'?t respond with okay|Client Error: \w[\w ]{0,20} for url/i,
}

const searches = Object.entries(expressions).map(
  ([sign, expression]) => [sign as RequestSign, searchFor(expression)] as const,
)

const tokenRequest = /auth\/o2\/token/i
const formHeader = /application\/x-www-form-urlencoded/i
const knownGrant = /^(?:authorization_code|refresh_token|client_credentials)$/
const grantType = /\bgrant_type["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4}["']([\w-]{3,40})["']/gi

/** What a text shows about the request: its body, its headers, its grant type. */
export function requestSigns(grams: Grams): ReadonlySet<RequestSign> {
  const { text } = grams
  const signs = new Set<RequestSign>()
  for (const [sign, search] of searches) if (occurs(search, grams)) signs.add(sign)
  if (isGet(grams)) signs.add('sent-as-get')
  for (const sign of bodySigns(text)) signs.add(sign)
  if (!formHeader.test(text)) signs.delete('array-with-form-header')
  for (const [, value = ''] of text.matchAll(grantType)) {
    if (!knownGrant.test(value)) signs.add('misspelt-grant-type')
  }
  if (signs.has('exchange') && !/client_?secret/i.test(text)) signs.add('exchange-without-secret')
  if (/grant_type=refresh_token/.test(text) && /[&?]scope=/.test(text)) signs.add('scope-with-refresh')
  if (
    /["']?access_token["']?\s{0,3}[:=]/.test(text) &&
    /expires_in/.test(text) &&
    !/refresh_?token/i.test(text)
  ) {
    signs.add('answer-without-refresh-token')
  }
  return signs
}

const namedGet = searchFor(
  /\bGET\s{1,3}(?:https?:\/\/[\w.]{1,60})?\/auth\/o2\/token(?!info)|(?:-X|--request)\s{0,3}["']?GET|requests\.get\(|axios\.get\(|CURLOPT_CUSTOMREQUEST\s{0,3}=>\s{0,3}["']GET|method["']?\s{0,3}[:=]\s{0,3}["']GET/i,
)

/** An explicit GET, or a curl command without a body. */
function isGet(grams: Grams): boolean {
  const { text } = grams
  if (!tokenRequest.test(text)) return false
  if (occurs(namedGet, grams)) return true
  // A module or node that is set to GET, without any POST.
  if (/\bGET\b/.test(text) && !/\bPOST\b/.test(text) && !/sellingpartnerapi/.test(text)) return true
  const bareCurl =
    /\bcurl\b/.test(text) && !/(?:^|\s)(?:-d|--data|-F|--form|-X|--request|--json)\b/.test(text)
  return bareCurl && !/CURLOPT/.test(text) && /curl[^\n]{0,200}auth\/o2\/token/i.test(text)
}
