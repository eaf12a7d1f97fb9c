import type { Cause } from '../cause.ts'
import { links } from '../links.ts'

/** A text about Amazon's APIs in which no error and no known fault is recognized: it still gets the question that sorts it. */
export const unclearCauses: readonly Cause[] = [
  {
    id: 'library-setting-missing',
    rows: [],
    symptom: 'library-failed',
    given: [],
    contradicts: ['tool-named'],
    decidedBy: 'library-fails',
    atMost: 'likely',
    who: 'developer',
    title: 'The program or its library fails, not Amazon',
    cause:
      'The message is one of the programming language. Most often a value that the library needs (a marketplace, a region, a token) was never set, the library is older than the operation or version that is asked for, a newer one no longer has a function, or the answer is an error that the code reads as data.',
    steps: [
      'Log the raw answer of Amazon before it is read, and paste it at /diagnose.',
      'Check that each setting of the library has a value when it is used.',
      'Update the library.',
    ],
    evidence: 'The first line of the stack trace that is your own code, and Amazon’s raw answer.',
    link: links.connecting,
    seen: [],
  },
  {
    id: 'operation-limits',
    rows: [],
    symptom: 'asks-beyond-operation',
    given: [],
    atMost: 'likely',
    who: 'developer',
    title: 'What is missing isn’t part of this operation’s answer',
    cause: 'Nothing is refused. {operationNote}',
    steps: [
      'Compare the answer with the reference of {operation}: what isn’t in its model never comes.',
      'If it is in the model, ask for the part by name (includedData), and open a case with x-amzn-RequestId.',
    ],
    evidence: 'The raw answer beside the reference of {operation}.',
    link: links.errorsFaq,
    seen: [],
  },
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
