import type { Answer } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import { apiHeaders } from './headers.ts'
import type { Operation } from './operation.ts'

/** A success without its headers; `callOperation` adds them. Undefined is 204 without a body. */
export function ok(body?: object): Answer {
  return body === undefined
    ? { status: 204, headers: {}, body: '' }
    : { status: 200, headers: {}, body: JSON.stringify(body) }
}

/** The plan of every operation in the sandbox. */
export const sandboxRate = { perSecond: 5, burst: 15 }

/** The headers of a success, with the rate that applied; the sandbox's real one was 5.0. */
export function withApiHeaders(answer: Answer, host: ApiHost, operation: Operation): Answer {
  const rate = host.sandbox ? '5.0' : operation.rate && String(operation.rate.perSecond)
  const headers = { ...apiHeaders(), ...answer.headers }
  return { ...answer, headers: { ...headers, ...(rate !== null && { 'x-amzn-RateLimit-Limit': rate }) } }
}
