import type { Answer, Call } from '../call.ts'

/** One request and its result. Its secrets are the simulator's own, so nothing is masked. */
export interface ReceivedRequest {
  readonly number: number
  readonly at: number
  readonly method: string
  /** Amazon's host, or null for the simulator itself. */
  readonly host: string | null
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  status: number | null
  responseBody: string
  row: string | null
  /** Why it was refused, in plain words. */
  reason: string | null
}

const keptRequests = 2_000
const keptCharacters = 16_384

export interface Received {
  record(call: Call): ReceivedRequest
  answered(request: ReceivedRequest, answer: Answer): void
  /** No answer was sent. */
  lost(request: ReceivedRequest, reason: string): void
  /** Oldest first. */
  all(): readonly ReceivedRequest[]
  clear(): void
}

export function createReceived(): Received {
  let requests: ReceivedRequest[] = []
  return {
    record(call) {
      const request: ReceivedRequest = {
        number: call.number,
        at: call.at,
        method: call.method,
        host: call.host?.host ?? null,
        path: call.path.slice(0, keptCharacters),
        query: call.query.slice(0, keptCharacters),
        headers: call.headers,
        body: call.body.slice(0, keptCharacters),
        status: null,
        responseBody: '',
        row: null,
        reason: null,
      }
      requests.push(request)
      // Cut in batches: removing one by one would move the whole list for every request.
      if (requests.length >= 2 * keptRequests) requests = requests.slice(-keptRequests)
      return request
    },
    answered(request, answer) {
      request.status = answer.status
      request.responseBody = answer.body.slice(0, keptCharacters)
      request.row = answer.row ?? null
      request.reason = answer.reason ?? null
    },
    lost(request, reason) {
      request.reason = reason
    },
    all: () => requests.slice(-keptRequests),
    clear: () => {
      requests = []
    },
  }
}
