import type { HttpRequest, HttpResponse } from '../http.ts'
import { observe, secondsSince } from '../metrics/record.ts'
import { inSpan } from '../traces/trace.ts'

export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials'

/** A request to Amazon, by its purpose: neither its path nor its parameters. */
export type MeasuredCall =
  | { readonly service: 'lwa'; readonly grantType: GrantType }
  | { readonly service: 'sp-api'; readonly operation: string }

/** Amazon's ids only: a proxy on the way could put anything into the header. */
const requestIdShape = /^[\w-]{1,100}$/

/** Measures a request to Amazon, and records it as a span with Amazon's request id. */
export function measureCall(
  call: MeasuredCall,
  { method, url }: HttpRequest,
  send: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const name = call.service === 'lwa' ? `LWA ${call.grantType}` : `SP-API ${call.operation}`
  const facts = { 'http.request.method': method, 'server.address': new URL(url).hostname }
  return inSpan(name, { role: 'client', facts }, async (span) => {
    const startedAt = performance.now()
    const end = (status: string) => observeCall(call, status, secondsSince(startedAt))
    try {
      const response = await send()
      const requestId = response.headers.get('x-amzn-requestid') ?? ''
      end(statusClass(response.status))
      span.add({
        'http.response.status_code': response.status,
        ...(requestIdShape.test(requestId) && { 'aws.request_id': requestId }),
        ...(response.status >= 400 && { 'error.type': String(response.status) }),
      })
      return response
    } catch (error) {
      end('none')
      throw error
    }
  })
}

function observeCall(call: MeasuredCall, status: string, seconds: number): void {
  if (call.service === 'lwa') {
    observe('gatehouse_lwa_request_duration_seconds', { grant_type: call.grantType, status }, seconds)
  } else {
    observe('gatehouse_sp_api_request_duration_seconds', { operation: call.operation, status }, seconds)
  }
}

/** 429 has a meaning of its own: Amazon's limits. */
function statusClass(status: number): string {
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`
}
