import type { Values } from './values.ts'

/** What Amazon reports of work that it had accepted: feeds, listings, inbound plans, vendors’ transactions, batches. */
export type OutcomeSign = 'result-names-problem'

const inResult =
  /\bissues["']?\s{0,3}[:=]>?\s{0,3}\[\s{0,6}\{|\boperationProblems\b|\boperationStatus["'\s:=>]{1,6}FAILED|\bmessages?With(?:Error|Invalid)s?\b\D{0,6}[1-9]|\bResultMessageCode\b|\bResultCode\W{1,6}Error\b|["']?severity["']?\s{0,3}[:=]>?\s{0,3}["']ERROR|["'](?:submission)?status["']\s{0,3}:\s{0,3}["'](?:INVALID|Failure)["']|\btransaction\b[^.\n]{0,60}\bstatus\b[^.\n]{0,8}\bFail(?:ure|ed)\b|\b(?:processing|feed|submission) (?:report|result|summary)\b[^.\n]{0,60}\berrors?\b|\berror code:? ?(?:8\d{3}|9\d{4}|13013|5461|5665|18299)\b/i
const sentence =
  /(?:message|ResultDescription|description)["'>]{0,2}\s{0,3}(?:(?::|=>?)\s{0,3})?["']?([A-Z'‘"][^\n"<]{12,200})/
const codeIn = /(?:code|ResultMessageCode|error)\W{1,8}(\d{4,5})\b/i

/** Codes of listings and feeds that come up most. */
const meanings: Readonly<Record<string, string>> = {
  '5461': 'the account may not create products of this brand',
  '5665': 'the brand isn’t approved for the account',
  '8026': 'the account isn’t allowed to list in this category',
  '8058': 'a required attribute is missing',
  '8541': 'the data contradict the product that Amazon has under the same barcode',
  '8560': 'no product matches, and the data aren’t enough to create one',
  '8572': 'the barcode isn’t accepted for this brand',
  '13013': 'the SKU doesn’t exist yet: the product has to be sent first',
  '18299': 'the product or brand needs an approval',
  '90111': 'a value isn’t of the form or unit that the product type takes',
  '90220': 'a required attribute is missing',
  '99010': 'a required attribute is missing',
  '99022': 'a required attribute is missing',
}

/** The problem that a result names, in Amazon’s words. */
export function outcomeFacts(text: string): {
  readonly signs: ReadonlySet<OutcomeSign>
  readonly values: Values
} {
  const found = inResult.exec(text)
  if (found === null) return { signs: new Set(), values: {} }
  const values: Values = {}
  const message = sentence.exec(text.slice(found.index))?.[1]
  if (message !== undefined) values.problem = message.trim().replace(/[.\s'"]+$/, '')
  const code = codeIn.exec(text.slice(found.index))?.[1]
  const meaning = code === undefined ? undefined : meanings[code]
  if (code !== undefined && meaning !== undefined) {
    values.problemCode = code
    values.problemMeaning = meaning
  }
  return { signs: new Set(['result-names-problem']), values }
}
