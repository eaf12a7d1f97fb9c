import type { Failure } from '../../../failure.ts'
import type { HttpFailure } from '../../../http.ts'
import type { Sign } from '../cause.ts'
import { messageFacts } from './message-signs.ts'
import { knownStatus } from './status-signs.ts'
import { type TextSign, wordSigns } from './text-signs.ts'

/** How far a request got that received no response. */
const networkSigns: Readonly<Record<HttpFailure, TextSign>> = {
  'not-sent': 'connection-refused',
  interrupted: 'connection-reset',
  timeout: 'timed-out',
  'too-large': 'answer-too-large',
}

/** The signs of a failure's fields. Only Amazon's own words are matched against the expressions for its messages. */
export function* failureSigns({ source, status, code, detail }: Failure): Iterable<Sign> {
  yield* wordSigns(detail)
  if (code !== null) yield* wordSigns(code)
  if (source === 'sp-api') yield* messageFacts(`InvalidInput: ${detail}`).signs
  const known = status === null ? null : knownStatus(status)
  if (known !== null) yield `status-${known}`
  if (source === 'lwa') {
    yield 'lwa-answer'
    yield 'at-token-endpoint'
    yield 'only-at-token-endpoint'
    if (code === 'access_denied') yield 'lwa-access-denied'
  }
  if (source === 'answer') yield 'answer-unreadable'
  if (source === 'network' && code !== null && code in networkSigns) yield networkSigns[code as HttpFailure]
}
