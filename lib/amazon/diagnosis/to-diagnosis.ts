import type { Failure } from '../../failure.ts'
import type { AnyAmazonError } from '../errors.ts'
import type { Sign } from './cause.ts'
import { type Diagnosis, diagnose, type Evidence } from './diagnose.ts'
import { ownAdvice } from './own-advice.ts'
import { readPaste } from './read-paste.ts'
import { failureSigns } from './signs/failure-signs.ts'
import { type Known, knownAnswers, knownSigns } from './signs/known-signs.ts'
import { messageFacts } from './signs/message-signs.ts'

/** Why Amazon refused or didn't respond. `known` is what our own records add. */
export function toDiagnosis(error: AnyAmazonError, known: Known = {}): Diagnosis {
  return diagnoseFailure(error.failure, known) ?? unrecognised
}

/**
 * Why a stored failure happened, according to its fields and our own records. Null if there is nothing to explain. The
 * failed request was Gatehouse's own, so the advice is for its operators.
 */
export function diagnoseFailure(failure: Failure | null, known: Known = {}): Diagnosis | null {
  if (failure === null) return adviseOperators({ signs: new Set() }, known)
  const { values } = messageFacts(`InvalidInput: ${failure.detail}`)
  return adviseOperators({ signs: new Set(failureSigns(failure)), values }, known)
}

/** Why a seller didn't come back from Amazon, according to what they say that Amazon showed. */
export function diagnoseReport(text: string): Diagnosis | null {
  return adviseOperators(readPaste(text), {})
}

function adviseOperators(evidence: Evidence, known: Known): Diagnosis | null {
  const request = known.request === undefined ? null : readPaste(known.request)
  const signs = new Set<Sign>([...evidence.signs, ...(request?.signs ?? []), ...knownSigns(known)])
  const values = { ...request?.values, ...evidence.values }
  const [found] = diagnose({ signs, values, answers: knownAnswers(known) })
  // A record already shows everything: nobody can paste more.
  if (found === undefined || nothingFound.has(found.id)) return null
  return { ...found, ...ownAdvice[found.id] }
}

const nothingFound: ReadonlySet<string> = new Set(['unclear', 'setup-unclear'])

const unrecognised: Diagnosis = {
  id: 'unrecognised',
  certainty: 'undecided',
  title: 'Amazon answered something that is not in our table',
  cause: 'Neither the code nor the words are known here.',
  who: 'developer',
  whose: null,
  steps: ['Look at the words in the evidence.', 'Open a case at Amazon with the request id.'],
  evidence: 'Code, words and request id of the answer.',
  check: 'Does it happen again?',
  others: [],
  questions: [],
  answered: [],
  link: 'https://developer.amazonservices.com/support',
  seen: [],
}
