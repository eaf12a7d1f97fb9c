import type { Values } from '../values.ts'

/** Amazon's reports about work that it had accepted: feeds, listings, inbound plans, vendor transactions, batches. */
export type OutcomeSign = 'result-names-problem'

const inResult =
  /\bissues["'\]]?\s{0,3}[:=]>?\s{0,3}(?:\[\s{0,6}\{|Array\b)|\boperationProblems\b|\boperationStatus["'\s:=>]{1,6}FAILED|\bmessages?With(?:Error|Invalid)s?\b\D{0,6}[1-9]|\bResultMessageCode\b|\bResultCode\W{1,6}Error\b|["']?severity["']?\s{0,3}[:=]>?\s{0,3}["']ERROR|["'](?:submission)?status["']\s{0,3}:\s{0,3}["'](?:INVALID|Failure)["']|\btransaction\b[^.\n]{0,60}\bstatus\b[^.\n]{0,8}\bFail(?:ure|ed)\b|\b(?:processing|feed|submission) (?:report|result|summary)\b[^.\n]{0,60}\berrors?\b|\berror code:? ?(?:8\d{3}|9\d{4}|13013|5461|5665|18299)\b/i
const sentence =
  /(?:message|ResultDescription|description)["'>\]]{0,2}\s{0,3}(?:(?::|=>?)\s{0,3})?["']?([A-Z'‘"](?:(?! \[\w)[^\n"<]){12,200})/g
const codeIn = /(?:code|ResultMessageCode|error)\W{1,8}(\d{4,5})\b/i

/** The most frequent codes of listings and feeds. */
const meanings: Readonly<Record<string, string>> = {
  '5461': 'the account isn’t allowed to create products for this brand',
  '5665': 'the brand isn’t approved for the account',
  '8026': 'the account isn’t allowed to list in this category',
  '8058': 'a required attribute is missing',
  '8541': 'the data contradicts the product that Amazon has for the same barcode',
  '8560': 'no product matches, and the data isn’t sufficient to create one',
  '8572': 'the barcode isn’t accepted for this brand',
  '13013': 'the SKU doesn’t exist yet, and the product has to be created first',
  '18299': 'the product or brand requires approval',
  '90111': 'a value doesn’t have the format or unit that the product type requires',
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
  const messages = [...text.slice(found.index).matchAll(sentence)].slice(0, 20).map(([, one = '']) => one)
  // Warnings stop nothing.
  const message = messages.find((one) => !/^["'‘]?WARNING\b/.test(one)) ?? messages[0]
  if (message !== undefined) values.problem = message.trim().replace(/[.\s'"]+$/, '')
  const code = codeIn.exec(text.slice(found.index))?.[1]
  const meaning = code === undefined ? undefined : meanings[code]
  if (code !== undefined && meaning !== undefined) {
    values.problemCode = code
    values.problemMeaning = meaning
  }
  return { signs: new Set(['result-names-problem']), values }
}
