import type { Values } from './values.ts'

/** What SP-API's message and details add to the code. */
export type MessageSign = 'message-specific' | 'message-about-other-value'

const field = /["'`]?(?:message|details)["'`]?\s{0,3}(?::|=>|\s)\s{0,3}(["'`])((?:(?!\1)[^\n]){12,300})\1/gi
/** As libraries print it: Invalid input (400): …, InvalidInput : …, getMessage: … */
const behindCode =
  /\b(?:InvalidInput|InvalidParameterValue|BadRequest)\b["'`]?[\s:,=>-]{1,6}["'`]?([A-Z][^\n"'`]{14,200})/g
/** Sentences that Amazon sends for any cause. */
const general =
  /^(?:invalid input|the input you have submitted|please check your input|invalid request|bad request|request (?:has|contains?) (?:missing or )?invalid (?:or missing )?param|one or more request param|could not match|invalid request parameters|access to|you exceeded|we encountered|internal|client error|server error|there is a client-side error|this is an invalid input|application (?:do|does) not have access|see |https?:|\{|\[|sp-api|cannot find resource|the requested resource|the request is)/i

/** Amazon's own sentence about a request that it refuses as invalid. */
export function messageFacts(text: string): {
  readonly signs: ReadonlySet<MessageSign>
  readonly values: Values
} {
  const sentences = [
    ...[...text.matchAll(field)].slice(0, 20).map(([, , sentence = '']) => sentence),
    ...[...text.matchAll(behindCode)].slice(0, 10).map(([, sentence = '']) => sentence),
  ]
  const telling = sentences.map((one) => one.trim()).find((one) => one.includes(' ') && !general.test(one))
  return telling === undefined
    ? { signs: new Set(), values: {} }
    : {
        // If the sentence is about something else, a marketplace that looks wrong isn't the cause.
        signs: new Set(
          /market/i.test(telling) ? ['message-specific'] : ['message-specific', 'message-about-other-value'],
        ),
        values: { message: telling.replace(/[.\s]+$/, '').slice(0, 160) },
      }
}
