import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Call } from './call.ts'
import { refuseApi } from './sp-api/errors.ts'
import type { Fault } from './world/faults.ts'

export async function waitFor(fault: Fault): Promise<void> {
  if (fault.kind === 'delay') await sleep(fault.delayMs, undefined, { ref: false })
}

/** Whether the connection is lost, before the request was carried out or after. */
export function isLost(faults: readonly Fault[], when: 'before' | 'after'): boolean {
  return faults.some((fault) => (fault.kind === 'reset' || fault.kind === 'hang') && fault.when === when)
}

/** The answer that a fault puts in the place of Amazon's own, or null when none does. */
export function answerFault(call: Call, faults: readonly Fault[]): Answer | null {
  for (const fault of faults) {
    if (fault.kind === 'html') return htmlAnswer(fault.status)
    if (fault.kind !== 'status') continue
    const answer = statusAnswer(call, fault.status)
    const retryAfter = fault.retryAfterSeconds
    if (retryAfter === undefined) return answer
    return { ...answer, headers: { ...answer.headers, 'Retry-After': String(retryAfter) } }
  }
  return null
}

function statusAnswer(call: Call, status: 429 | 500 | 502 | 503 | 504): Answer {
  const kind = call.host?.kind
  if (kind === 'sp-api') {
    if (status === 429) return refuseApi('S10', 'a fault: status 429')
    if (status === 500) return refuseApi('S16', 'a fault: status 500')
    if (status === 503) return refuseApi('S17', 'a fault: status 503')
  }
  if (kind === 'lwa') {
    const error = status === 503 ? 'temporarily_unavailable' : status === 429 ? 'slow_down' : 'server_error'
    const row = status === 503 ? 'L14' : status === 429 ? 'L15' : 'L13'
    return {
      status,
      headers: { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-store' },
      body: JSON.stringify({ error, error_description: 'Service unavailable' }),
      row,
      reason: `a fault: status ${status}`,
    }
  }
  return htmlAnswer(status)
}

const htmlAnswer = (status: number): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html;charset=UTF-8' },
  body: `<html>\n<head><title>${status}</title></head>\n<body>\n<center><h1>Service Unavailable</h1></center>\n<p>We are performing maintenance. Please try again later.</p>\n</body>\n</html>\n`,
  row: 'L12',
  reason: `a fault: HTML with status ${status}`,
})
