import type { AnyAmazonError } from '../errors.ts'
import type { Sign } from './cause.ts'
import { type Diagnosis, diagnose } from './diagnose.ts'
import { type Known, knownSigns } from './known-signs.ts'
import { ownAdvice } from './own-advice.ts'
import { readPaste } from './read-paste.ts'

/** Why Amazon refused or did not answer. `known` is what our own records add. */
export function toDiagnosis(error: AnyAmazonError, known: Known = {}): Diagnosis {
  return diagnoseDetail(error.message, known) ?? unrecognised
}

/**
 * The same for what was kept of an error (its message) or of an attempt (its problem); null when there is nothing to
 * explain. Both are about requests that Gatehouse has sent, and advise its operators.
 */
export function diagnoseDetail(detail: string | null, known: Known = {}): Diagnosis | null {
  const signs = new Set<Sign>(detail === null ? [] : readPaste(detail).signs)
  for (const sign of knownSigns(known)) signs.add(sign)
  const [found] = diagnose(signs)
  return found === undefined ? null : { ...found, ...ownAdvice[found.id] }
}

const unrecognised: Diagnosis = {
  id: 'unrecognised',
  certainty: 'undecided',
  title: 'Amazon answered something that is not in our table',
  cause: 'Neither the code nor the words are known here.',
  who: 'developer',
  steps: ['Look at the words in the evidence.', 'Open a case at Amazon with the request id.'],
  evidence: 'Code, words and request id of the answer.',
  check: 'Does it happen again?',
  others: [],
  link: 'https://developer.amazonservices.com/support',
  seen: [],
}
