import type { BodyPartSign } from '../body-part-signs.ts'
import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'
import type { ParameterSign } from '../parameter-signs.ts'

type Row = readonly [
  symptom: ParameterSign | BodyPartSign,
  title: string,
  cause: string,
  steps: readonly string[],
  link?: string,
]

const rows: readonly Row[] = [
  [
    'call-list-in-brackets',
    'The list {parameter} is written with brackets, which Amazon doesn’t read',
    'SP-API takes a list as one value with commas. Written as {parameter}[]=… or {parameter}[0]=…, as PHP and some libraries do, it is a parameter that the operation doesn’t have, so the required one is missing.',
    [
      'Send {parameter}=first,second, without brackets.',
      'Give the library one string with commas, or update it.',
    ],
  ],
  [
    'call-parameter-misspelt',
    'The parameter {parameter} is spelled otherwise in Amazon’s model',
    '{operation} takes {rightParameter}. Names of parameters are case-sensitive, and one that Amazon doesn’t know is read as if it weren’t there.',
    [
      'Send {rightParameter} instead of {parameter}.',
      'Log the address as it leaves your machine: libraries rename parameters.',
    ],
  ],
  [
    'call-parameter-absent',
    'The call lacks {parameter}, which the operation requires',
    'Amazon’s model of {operation} lists {parameter} as required. Some operations answer a call without it with an invalid input that names nothing.',
    ['Send {parameter}, as the reference of {operation} describes it.'],
  ],
  [
    'call-parameter-unknown',
    'The operation has no parameter {parameter}',
    'Amazon’s model of {operation} doesn’t list {parameter}. It may belong to another version of the operation, or to another one.',
    ['Leave out {parameter}, or call the version of the operation that has it.'],
  ],
  [
    'call-value-unlisted',
    'The value of {parameter} isn’t one that the operation knows',
    'The text sends {parameterValue}. Values are compared exactly, by case too, and another version of the operation has others.',
    ['Send one of these: {allowedValues}.'],
  ],
  [
    'call-value-malformed',
    'The value of {parameter} isn’t in the form that Amazon takes',
    'The text sends {parameterValue}. Times are written as 2026-03-01T00:00:00Z. A + in a query arrives as a blank unless it is encoded as %2B, so an offset such as +01:00 is lost.',
    ['Send times in UTC with Z, and numbers as digits.', 'Percent-encode each value once.'],
  ],
  [
    'call-values-too-many',
    'The call sends more values of {parameter} than the operation takes',
    'It has {parameterValue} values, and {operation} takes at most {most}.',
    ['Send at most {most} at a time.'],
  ],
  [
    'call-body-not-a-list',
    '{parameter} has to be a list in the body',
    'Amazon’s model of {operation} has a list there, also for a single entry. Text, an object, or an array with named keys can’t be parsed as one.',
    [
      'Send {parameter} as a list: [ … ] around each entry. In PHP, an array in an array.',
      'Log the JSON as it leaves your machine.',
    ],
  ],
  [
    'call-body-part-absent',
    'The body lacks {parameter}, which the operation requires',
    'Amazon’s model of {operation} lists {parameter} as required, and the body that the text shows doesn’t have it.',
    ['Add {parameter} to the body, spelled as in the model.', 'Log the JSON as it leaves your machine.'],
  ],
  [
    'call-method-differs',
    'The path exists, but not with this method',
    'The call is a {parameterValue}. {calledPath} takes {rightParameter}. Amazon answers a wrong method like an unknown path.',
    [
      'Send it as {rightParameter}.',
      'A redirect on the way turns a POST into a GET: call the address with https and without a slash at its end.',
    ],
  ],
]

/** Refused for another reason, or answered. */
const otherwise: readonly Sign[] = [
  'at-sandbox',
  'access-denied',
  'resource-forbidden',
  'quota-exceeded',
  'status-429',
  'says-list-empty',
  'says-file-unreadable',
  'report-canceled',
  'report-fatal',
  'report-stuck',
  'says-fields-missing',
  'says-personal-data-empty',
  'looks-like-amazon',
]
const methodOtherwise: readonly Sign[] = ['status-413', 'status-415', 'status-429', 'quota-exceeded']

/** What a request sends beside what Amazon’s model of its operation lists. Refusals of access have other reasons. */
export const parameterCauses: readonly Cause[] = rows.map(
  ([symptom, title, cause, steps, link = links.httpErrors]) => ({
    id: symptom,
    rows: [],
    symptom,
    given: [],
    contradicts: symptom === 'call-method-differs' ? methodOtherwise : otherwise,
    atMost: 'likely',
    who: 'developer',
    title,
    cause,
    steps,
    evidence: 'The address as sent, beside the model of the operation.',
    link,
    seen: [],
  }),
)
