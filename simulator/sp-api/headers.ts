import { randomHex, randomText, requestId, requestRid } from '../random.ts'

/** The headers of every answer of SP-API. Only successes have the rate limit. */
export function apiHeaders(): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId(),
    'x-amz-apigw-id': `${randomText(15)}=`,
    'X-Amzn-Trace-Id': `Root=1-${randomHex(4)}-${randomHex(12)}`,
    'X-Amz-Rid': requestRid(),
  }
}
