import type { Cause } from '../cause.ts'
import { links } from '../links.ts'

/** A text about Amazon's APIs in which no error and no known fault is recognized: it still gets the question that sorts it. */
export const unclearCauses: readonly Cause[] = [
  {
    id: 'unclear',
    rows: [],
    symptom: 'about-sp-api',
    given: [],
    decidedBy: 'what-happens',
    who: 'developer',
    title: 'The text doesn’t show what Amazon answered',
    cause:
      'It is about Amazon’s APIs, and has neither an error of Amazon’s nor a request that is wrong as far as it can be seen.',
    steps: [
      'Answer the question below: it leads to the causes that fit.',
      'Or paste the response with its body and headers, and the request with method and address.',
      'Any one of these roles opens {operation}: {roles}.',
    ],
    evidence: 'Status, body and x-amzn-RequestId of the response.',
    check: 'What does Amazon answer: a status, a page, or something that lacks data?',
    link: links.errorsFaq,
    seen: [],
  },
]
