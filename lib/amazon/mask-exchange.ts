import type { HttpRequest, HttpResponse } from '../http.ts'
import { maskSecrets } from '../secret.ts'

const longestBody = 4_000

/** A request and its answer as plain data for a log line at level debug: readable, with every secret masked. */
export function maskExchange(request: HttpRequest, response: HttpResponse) {
  return {
    request: {
      method: request.method,
      url: maskSecrets(request.url),
      headers: maskHeaders(Object.entries(request.headers)),
      ...(request.body === undefined ? {} : { body: maskBody(request.body) }),
    },
    response: {
      status: response.status,
      headers: maskHeaders(response.headers),
      body: maskBody(response.body),
      ms: Math.round(response.durationMs),
    },
  }
}

function maskHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const secret = /token|authorization|cookie/i
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, secret.test(name) ? '[secret]' : maskSecrets(value)]),
  )
}

function maskBody(body: string): string {
  const masked = maskSecrets(body)
  return masked.length > longestBody
    ? `${masked.slice(0, longestBody)}… (${masked.length} characters)`
    : masked
}
