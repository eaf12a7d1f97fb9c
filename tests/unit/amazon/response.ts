import type { HttpResponse } from '#lib/http.ts'

/** An answer as `send` returns it. A body that isn't text is written as JSON. */
export function response(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: new Headers({ 'x-amzn-RequestId': 'a0b1c2d3-request', ...headers }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    durationMs: 12,
  }
}

/** What `run` throws; fails the test when it throws nothing. */
export function thrownBy(run: () => unknown): Error & Readonly<Record<string, unknown>> {
  let result: unknown
  try {
    result = run()
  } catch (error) {
    return error as Error & Readonly<Record<string, unknown>>
  }
  throw new Error(`Nothing was thrown, but returned: ${JSON.stringify(result)}`)
}

export const maintenancePage = '<!doctype html><html><body><h1>Service Unavailable</h1></body></html>'
