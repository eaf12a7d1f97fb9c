import type { Sign } from './cause.ts'
import { namesIn } from './known-operations.ts'
import { marketplaceFacts } from './marketplace-values.ts'
import { maskPaste } from './mask-paste.ts'
import { normalise, withoutQuotedPrintable } from './normalise.ts'
import { reportFacts } from './report-types.ts'
import { withoutRoleNames } from './role-words.ts'
import { bodyPartFacts } from './signs/body-part-signs.ts'
import { comparisonFacts } from './signs/comparison-signs.ts'
import { countFacts } from './signs/count-signs.ts'
import { detailFacts } from './signs/detail-signs.ts'
import { messageFacts } from './signs/message-signs.ts'
import { operationFacts } from './signs/operation-signs.ts'
import { orderSigns } from './signs/order-signs.ts'
import { originFacts } from './signs/origin-signs.ts'
import { outcomeFacts } from './signs/outcome-signs.ts'
import { parameterFacts } from './signs/parameter-signs.ts'
import { participationFacts } from './signs/participation-signs.ts'
import { readParts } from './signs/parts.ts'
import { proseSigns } from './signs/prose-signs.ts'
import { regionFacts } from './signs/region-signs.ts'
import { requestSigns } from './signs/request-signs.ts'
import { restrictedTokenFacts } from './signs/restricted-token-signs.ts'
import { scopeFacts } from './signs/scope-signs.ts'
import { setupSigns } from './signs/setup-topics.ts'
import { statusSigns } from './signs/status-signs.ts'
import { explaining, readGrams, wordSigns } from './signs/text-signs.ts'
import { timelineSigns } from './signs/timeline-signs.ts'
import { readAddresses, urlSigns } from './signs/url-signs.ts'
import { valueFacts } from './signs/value-signs.ts'
import { summarize } from './summary.ts'
import type { Values } from './values.ts'

/** What a pasted text shows. Contains no secrets. */
export interface Paste {
  /** The text for display, with secrets replaced by the names of their kinds. */
  readonly masked: string
  /** How many characters in the middle were skipped because the text is too long. */
  readonly unread: number
  readonly signs: ReadonlySet<Sign>
  /** The values for the placeholders in steps. */
  readonly values: Values
  /** What was recognized, described for people. */
  readonly seen: readonly string[]
}

/** How much of a text is read: its beginning and its end, where errors usually are. */
export const readLimits = { head: 8_000, tail: 3_000 }

const lineEndInToken = /\bAtz[ar](?:\||%7C)[\w-]{20,4000}(?:%0[AD]|\\+[nr])/i

/** Reads any text up to a maximum length. */
export function readPaste(text: string): Paste {
  const { kept, unread } = cut(text)
  return { ...readWhole(kept), unread }
}

/** Reads a text of any length, in time proportional to it. */
export function readWhole(text: string): Omit<Paste, 'unread'> {
  const kept = withoutQuotedPrintable(text)
  const masked = maskPaste(kept)
  const plain = normalise(masked)
  const addresses = readAddresses(plain)
  const told = tellingParts(plain)
  const both = readGrams(plain, told)
  const parts = readParts(told)
  const regional = regionFacts(told, parts)
  const operations = operationFacts(told, addresses, parts, regional.refusing)
  const names = namesIn(told)
  const facts = [
    operations,
    marketplaceFacts(plain),
    restrictedTokenFacts(plain, operations.paths),
    scopeFacts(plain),
    originFacts(both.grams, both.gramsTold),
    reportFacts(told, parts),
    participationFacts(told, parts),
    valueFacts(told),
    messageFacts(told),
    outcomeFacts(told),
    bodyPartFacts(told),
    comparisonFacts(told),
    countFacts(told, names),
    parameterFacts(told, addresses, names),
    detailFacts(told, addresses, names),
  ]
  const values: Values = Object.assign({}, ...facts.map((one) => one.values))
  const consentCode = readConsentCode(plain)
  if (consentCode !== null) values.consentCode = consentCode
  const signs = new Set<Sign>(wordSigns(plain, told, both))
  // The version in a path is no date.
  const sentences = withoutRoleNames(told).replace(/(?<=\/)20\d\d-\d\d-\d\d(?=\/)/g, 'v1')
  const read: readonly Iterable<Sign>[] = [
    urlSigns(plain, addresses),
    requestSigns(both.grams),
    statusSigns(plain),
    proseSigns(sentences),
    timelineSigns(sentences),
    orderSigns(plain, kept),
    regional.signs,
    ...facts.map((one): Iterable<Sign> => one.signs),
  ]
  for (const some of read) for (const sign of some) signs.add(sign)
  const isExplained = [...signs].some((sign) => explaining.has(sign))
  if (!isExplained) for (const sign of setupSigns(told, both.gramsTold)) signs.add(sign)
  if (signs.has('lwa-answer') && !signs.has('at-sp-api')) {
    signs.add('at-token-endpoint').add('only-at-token-endpoint')
  }
  // A person who asks whether a role is missing doesn’t say that it is.
  if (signs.has('asks-about-role')) signs.delete('says-role-missing')
  // If a restricted data token was issued, the request for it isn’t what fails.
  if (signs.has('says-rdt-obtained')) signs.delete('calls-tokens-api')
  if (lineEndInToken.test(kept)) signs.add('line-end-in-token')
  return { masked, signs, values, seen: summarize(plain, addresses, values) }
}

const consentCode = /\b((?:MD|SPDC|SPSA|SPAPI|SPSC|SPA|AUTH)-?\d{3,5}|CONSENT_LIMIT_REACHED)\b/
/** A secret after its name, whatever its characters are. */
const namedCode = /error code["'\s]{0,3}[:：=]\s{0,3}([A-Z]{2,5}-?\d{3,5})\b/i

function readConsentCode(text: string): string | null {
  return (consentCode.exec(text) ?? namedCode.exec(text))?.[1]?.toUpperCase() ?? null
}

/** The parts that people write around an error. Sentences in the middle of a long log aren't theirs. */
const toldLimits = { head: 3_500, tail: 1_500 }

function tellingParts(text: string): string {
  const { head, tail } = toldLimits
  return text.length <= head + tail ? text : `${text.slice(0, head)}\n${text.slice(-tail)}`
}

/** Removes NUL and other control characters, which no terminal or database should receive. */
function cut(text: string): { readonly kept: string; readonly unread: number } {
  const { head, tail } = readLimits
  const unread = Math.max(0, text.length - head - tail)
  const read =
    unread === 0 ? text : `${withoutLastWord(text.slice(0, head))}\n…\n${withoutFirstWord(text.slice(-tail))}`
  return { kept: read.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, ' '), unread }
}

const longestWord = 4_000

/**
 * Half a secret wouldn't be recognized, so this also removes the word at the cut. Without `\S*$`, which is quadratic.
 */
function withoutLastWord(text: string): string {
  let end = text.length
  while (end > 0 && text.length - end < longestWord && !/\s/.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

function withoutFirstWord(text: string): string {
  return text.replace(/^\S{0,4000}/, '')
}
