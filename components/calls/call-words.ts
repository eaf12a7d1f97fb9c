import type { InputProblem } from '#lib/amazon/catalog/build-call.ts'
import type { Obstacle } from '#lib/amazon/catalog/obstacle.ts'

/** Why an operation can't be run: a word or two for the list, and a sentence. */
export const obstacleWords: Readonly<Record<Obstacle, { readonly short: string; readonly text: string }>> = {
  writes: {
    short: 'Changes data',
    text: 'This operation changes data at Amazon. The call runner only reads. Copy the request to run it yourself.',
  },
  'sandbox-only': {
    short: 'Test data',
    text: 'This operation prepares test data in Amazon’s sandbox. The call runner only reads.',
  },
  'for-vendors': { short: 'Vendors', text: 'This operation is for vendors, but you chose a seller.' },
  'for-sellers': { short: 'Sellers', text: 'This operation is for sellers, but you chose a vendor.' },
  'other-region': {
    short: 'Other region',
    text: 'Amazon offers this operation in other regions only.',
  },
  'not-in-sandbox': {
    short: 'No sandbox',
    text: 'Amazon’s sandbox doesn’t have this operation. Switch to production.',
  },
  'personal-data': {
    short: 'Personal data',
    text: 'This operation returns buyers’ personal data. Only administrators can run it.',
  },
}

export const callObstacles = {
  disconnected: 'This selling partner is disconnected, so there is no token for the call.',
  paused: 'This selling partner is paused. Resume it before you run a call.',
} as const

/** Why there is no token to call with. */
export type CallObstacle = keyof typeof callObstacles

/** Explains a problem with a field, and what to do. */
export function describeProblem({ fault, about }: InputProblem): string {
  switch (fault) {
    case 'missing':
      return 'Required. Enter a value.'
    case 'too-long':
      return `Too long. Enter at most ${about ?? '100000'} characters.`
    case 'too-many':
      return `Too many values. Amazon accepts at most ${about}.`
    case 'not-one':
      return 'Enter one value only.'
    case 'not-listed':
      return 'Amazon doesn’t accept this value. Choose one from the list.'
    case 'not-integer':
      return 'Enter a whole number.'
    case 'not-number':
      return 'Enter a number, such as 12.5.'
    case 'not-boolean':
      return 'Choose true or false.'
    case 'not-date':
      return 'Enter a date, such as 2026-11-29.'
    case 'not-date-time':
      return 'Enter a date and time with a time zone, such as 2026-11-29T10:00:00Z.'
    case 'not-of-pattern':
      return 'This value doesn’t have the format that Amazon expects.'
    case 'not-sendable':
      return 'This value contains characters that can’t be sent here.'
    case 'has-comma':
      return 'A value can’t contain a comma.'
    case 'not-alone':
      return 'Amazon accepts this only without any other value. Empty the other fields.'
    case 'not-json':
      return 'This isn’t valid JSON. Check quotation marks and commas.'
    case 'unexpected':
      return about === undefined
        ? 'This operation doesn’t accept a body.'
        : `This operation has no parameter ${about}.`
    case 'malformed-query':
      return 'Use URL format: name=value&name=value, percent-encoded.'
    case 'repeated':
      return `${about} appears twice, or has a field of its own.`
  }
}
