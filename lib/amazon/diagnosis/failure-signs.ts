import type { Failure } from '../../failure.ts'
import type { HttpFailure } from '../../http.ts'
import type { Sign } from './cause.ts'
import { knownStatus } from './status-signs.ts'
import { type TextSign, wordSigns } from './text-signs.ts'

/** How far an unanswered request got. */
const networkSigns: Readonly<Record<HttpFailure, TextSign>> = {
  'not-sent': 'connection-refused',
  interrupted: 'connection-reset',
  timeout: 'timed-out',
  'too-large': 'answer-too-large',
}

/** What the fields of a failure show. Only Amazon's own words are matched against the table of its words. */
export function* failureSigns({ source, status, code, detail }: Failure): Iterable<Sign> {
  yield* wordSigns(detail)
  if (code !== null) yield* wordSigns(code)
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
