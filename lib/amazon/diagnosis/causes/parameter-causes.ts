import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'
import type { BodyPartSign } from '../signs/body-part-signs.ts'
import type { ParameterSign } from '../signs/parameter-signs.ts'

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
    'The list {parameter} has brackets, which Amazon doesn’t read',
    'SP-API expects a list as one value with commas. PHP and some libraries send {parameter}[]=… or {parameter}[0]=… instead, which is a different parameter, so the required one is missing.',
    [
      'Send {parameter}=first,second, without brackets.',
      'Pass one string with commas to the library, or update it.',
    ],
  ],
  [
    'call-parameter-misspelt',
    'The parameter {parameter} is spelled differently in Amazon’s model',
    '{operation} expects {rightParameter}. Parameter names are case-sensitive, and Amazon ignores names that it doesn’t know.',
    [
      'Send {rightParameter} instead of {parameter}.',
      'Log the URL as sent: libraries may rename parameters.',
    ],
  ],
  [
    'call-parameter-absent',
    'The call lacks {parameter}, which the operation requires',
    'Amazon’s model of {operation} lists {parameter} as required. Without it, some operations return an error that doesn’t name the parameter.',
    ['Send {parameter} as the reference of {operation} describes it.'],
  ],
  [
    'call-parameter-unknown',
    'The operation has no parameter {parameter}',
    'Amazon’s model of {operation} doesn’t list {parameter}. It may belong to another version or to another operation.',
    ['Omit {parameter}, or call the version of the operation that has it.'],
  ],
  [
    'call-value-unlisted',
    'The operation doesn’t accept the value of {parameter}',
    'The pasted text sends {parameterValue}. Values are case-sensitive, and differ between versions of an operation.',
    ['Send one of these: {allowedValues}.'],
  ],
  [
    'call-value-malformed',
    'The value of {parameter} doesn’t have the format that Amazon expects',
    'The pasted text sends {parameterValue}. Times have the format 2026-03-01T00:00:00Z. In a query, + means a space unless it is encoded as %2B, so an offset such as +01:00 is lost.',
    ['Send times in UTC with Z, and numbers as digits.', 'Percent-encode each value once.'],
  ],
  [
    'call-values-too-many',
    'The call sends more values of {parameter} than the operation accepts',
    'The call sends {parameterValue} values, but {operation} accepts at most {most}.',
    ['Send at most {most} values at a time.'],
  ],
  [
    'call-body-not-a-list',
    '{parameter} has to be a list in the body',
    'Amazon’s model of {operation} requires a list there, even for a single entry. Amazon can’t parse a string, an object, or an array with named keys as a list.',
    [
      'Send {parameter} as a list, with [ … ] around the entries. In PHP, use an array in an array.',
      'Log the JSON as sent.',
    ],
  ],
  [
    'call-body-part-absent',
    'The body lacks {parameter}, which the operation requires',
    'Amazon’s model of {operation} lists {parameter} as required, but the body in the pasted text doesn’t have it.',
    ['Add {parameter} to the body, spelled as in the model.', 'Log the JSON as sent.'],
  ],
  [
    'call-method-differs',
    'The path exists, but not with this method',
    'The call uses {parameterValue}. {calledPath} accepts {rightParameter}. Amazon responds to a wrong method as to an unknown path.',
    [
      'Send the call as {rightParameter}.',
      'Call the URL with https and without a trailing slash: a redirect turns a POST into a GET.',
    ],
  ],
]

/** Signs that the call failed for another reason, or succeeded. */
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
  'looks-like-amazon-fault',
]
const methodOtherwise: readonly Sign[] = ['status-413', 'status-415', 'status-429', 'quota-exceeded']

/** Differences between a request and Amazon’s model of its operation. They don't explain denied access. */
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
    evidence: 'The request as sent, compared with the operation’s model.',
    link,
    seen: [],
  }),
)
