import type { Failure } from '../../failure.ts'
import type { AnyAmazonError } from '../errors.ts'
import type { Sign } from './cause.ts'
import { type Diagnosis, diagnose, type Evidence } from './diagnose.ts'
import { failureSigns } from './failure-signs.ts'
import { type Known, knownAnswers, knownSigns } from './known-signs.ts'
import { ownAdvice } from './own-advice.ts'
import { readPaste } from './read-paste.ts'

/** Why Amazon refused or did not answer. `known` is what our own records add. */
export function toDiagnosis(error: AnyAmazonError, known: Known = {}): Diagnosis {
  return diagnoseFailure(error.failure, known) ?? unrecognised
}

/**
 * Why a stored failure happened, by its fields and by what our own records add; null when there is nothing to explain.
 * It is about a request that Gatehouse has sent, so it advises its operators.
 */
export function diagnoseFailure(failure: Failure | null, known: Known = {}): Diagnosis | null {
  return adviseOperators({ signs: new Set(failure === null ? [] : failureSigns(failure)) }, known)
}

/** Why an attempt didn't come back, by what its seller says that Amazon showed them. */
export function diagnoseReport(text: string): Diagnosis | null {
  return adviseOperators(readPaste(text), {})
}

function adviseOperators(evidence: Evidence, known: Known): Diagnosis | null {
  const request = known.request === undefined ? null : readPaste(known.request)
  const signs = new Set<Sign>([...evidence.signs, ...(request?.signs ?? []), ...knownSigns(known)])
  const values = { ...request?.values, ...evidence.values }
  const [found] = diagnose({ signs, values, answers: knownAnswers(known) })
  // A record shows all that there is: nobody can paste more.
  if (found === undefined || found.id === 'unclear') return null
  return { ...found, ...ownAdvice[found.id] }
}

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
