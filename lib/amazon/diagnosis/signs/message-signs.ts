import type { Values } from '../values.ts'

/** What SP-API's message and details say, where they say more than the code. */
export type MessageSign =
  | 'message-specific'
  | 'message-about-other-value'
  /** The same outside of JSON, where a program or a person repeats it. */
  | 'message-told'

const field =
  /["'`‘“]?(?:message|details)["'`’”]?\s{0,3}(?::|=>|\s)\s{0,3}(["'`‘“])((?:(?!\1|[’”"])[^\n]){12,300})(?:\1|[’”"])/gi
/** In libraries: Invalid input (400): …, InvalidInput : …, getMessage: … */
const behindCode =
  /\b(?:InvalidInput|InvalidRequest|InvalidParameterValue|BadRequest)\b(?:["'`]?[\s:,=>-]{1,6}["'`]?|\.\s{1,3}(?=[^\n]{0,100}\b(?:must|required?|missing|not|invalid|cannot|should|exceeds?)\b))([A-Z][^\n"'`]{14,200})/g
/** Pairs without quotation marks, as tools and logs print them. */
const pair =
  /\b(?:message|msg|details|description)\s{0,2}[:=]\s{0,2}(?!["'`{[])((?:[A-Z]|[a-z]{1,20}[A-Z])[^\n"`]{14,240})/g
const codeOfPair = /\b(?:code|severity|status)\s{0,2}[:=]\s{0,2}\w/i
/** Behind a status, or announced by a person. */
const announced = [
  /\b400\b(?: Bad Request| client error| error)?[)\]]?[\s:–-]{1,4}(?!Invalid(?:Input|Request)|BadRequest)(?:[^\n.]{0,80}: )?([A-Z][a-z]{1,12} [^\n]{14,400})/g,
  /\b(?:Amazon|SP-API|API|it|which)(?: then)? (?:says|said|answers|replies|responds(?: with)?|returns|error(?: message)?(?: is)?)\s{0,2}[:,]?\s{0,3}["“”'`]((?:ERROR: )?[A-Z][^"“”`\n]{14,300})/g,
  /\b(?:error )?message(?: is| says| reads)?\s{0,2}:?\s{0,6}(?:```|["“`])\s{0,4}([A-Z][^"“”`\n]{14,300})/g,
]
/** Sentences that Amazon sends for any cause. */
const general =
  /^(?:invalid input|the input you have submitted|please (?:check|verify|review) your|invalid request|bad request|request (?:has|contains?) (?:missing or )?invalid (?:or missing )?param|(?:one or more|some) (?:of the )?(?:request )?param|(?:the )?request (?:was|is) (?:malformed|invalid|not valid)\.?$|could not match|invalid (?:request )?parameters?(?: provided)?(?:\.?$| (?:from|in|for|when|on)\b)|access to|you exceeded|we encountered|internal|client error|server error|there (?:is|was) an? (?:client|server)-side error|this is an invalid input|verify your|note that the error may|application (?:do|does) not have access|see |https?:|\{|\[|sp-api|cannot find resource|the requested resource|the request is|(?:please )?(?:check|verify|review|correct)[\w ]{0,40}(?:and|,) (?:try|retry|resubmit)|please try again|try again)/i
/** What other readers explain. */
const notInput =
  /^(?:access to|the access token|you exceeded|the request signature|user: arn|client authentication)/i
/** Sentences that people write. */
const ofWriter =
  /^(?:maybe|did|does|do|any|anyone|please help|what|why|how|where|when|can|could|is|are|i|i['’]m|my|we|our|in|thanks?|here|but|also|has)\b|\?$|=>|[{}]|\w=\w/i
/** What a refusal says. */
const complains =
  /\b(?:must|required?|requires|missing|not|invalid|cannot|can['’]t|should|exceeds?|at least|at most|unable|unsupported|already|empty|failed|does(?:n['’]t| not)|unknown|expected|only)\b/i
const warning = /^WARNING\b/
const problem = /^ERROR\s{0,2}[:-]\s{0,2}/

/** Amazon's own sentence about a request that it refuses as invalid; of several, an error before a warning. */
export function messageFacts(text: string): {
  readonly signs: ReadonlySet<MessageSign>
  readonly values: Values
} {
  const quoted = [...text.matchAll(field)].slice(0, 20).map(([, , sentence = '']) => sentence)
  const coded = [...text.matchAll(behindCode)].slice(0, 10).map(([, sentence = '']) => sentence)
  const pairs = codeOfPair.test(text)
    ? [...text.matchAll(pair)]
        .slice(0, 20)
        .map(([, sentence = '']) => sentence.replace(/,\s\w{2,12}\s?[:=].*$/, ''))
    : []
  const told = announced.flatMap((one) =>
    [...text.matchAll(one)].slice(0, 5).map(([, sentence = '']) => sentence),
  )
  const stated = best(quoted)
  const telling = stated ?? best(coded, (one) => !ofWriter.test(one)) ?? best([...pairs, ...told], isRefusal)
  if (telling === undefined || notInput.test(telling)) return { signs: new Set(), values: {} }
  const signs = new Set<MessageSign>(['message-specific'])
  // A sentence about something else speaks against a marketplace that looks wrong.
  if (!/market/i.test(telling)) signs.add('message-about-other-value')
  if (stated === undefined) signs.add('message-told')
  return { signs, values: { message: shorten(telling.replace(/[.\s]+$/, '')) } }
}

const longest = 180

function shorten(message: string): string {
  return message.length <= longest ? message : `${message.slice(0, longest).replace(/\s\S{0,60}$/, '')} …`
}

function isRefusal(sentence: string): boolean {
  return complains.test(sentence) && !ofWriter.test(sentence)
}

function best(
  sentences: readonly string[],
  isMeant: (sentence: string) => boolean = () => true,
): string | undefined {
  const telling = sentences.flatMap((one) => {
    const specific = withoutGeneral(one.trim().replace(/^message: /i, ''))
    return specific.includes(' ') && isMeant(specific) ? [specific] : []
  })
  const errors = telling.filter((one) => problem.test(one))
  const others = telling.filter((one) => !warning.test(one))
  return (errors[0] ?? others[0] ?? telling[0])?.replace(problem, '')
}

/** The sentences that name something. */
function withoutGeneral(whole: string): string {
  if (general.test(whole) && !/[.!] /.test(whole)) return ''
  const sentences = whole.split(/(?<=[.!])\s+/)
  const first = sentences.findIndex(
    (one) => one.length > 11 && /^(?:[A-Z\d"'‘“[]|[a-z]{1,20}[A-Z])/.test(one) && !general.test(one),
  )
  return first < 0 ? '' : sentences.slice(first).join(' ')
}
