import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Call } from './call.ts'
import type { AmazonHost } from './hosts.ts'
import { type LwaRow, lwaRows, refuseToken } from './lwa/errors.ts'
import { type ApiRow, apiRows, refuseApi } from './sp-api/errors.ts'
import type { Fault, Faults } from './world/faults.ts'

export async function waitFor(fault: Fault): Promise<void> {
  if (fault.kind === 'delay') await sleep(fault.delayMs, undefined, { ref: false })
}

/** Whether the connection is lost, before or after the request was carried out. */
export function isLost(faults: readonly Fault[], when: 'before' | 'after'): boolean {
  return faults.some((fault) => (fault.kind === 'reset' || fault.kind === 'hang') && fault.when === when)
}

/** A fault's answer in place of Amazon's own, or null without one. */
export function answerFault(call: Call, faults: readonly Fault[], { takeEffect }: Faults): Answer | null {
  for (const fault of faults) {
    const answer = answerOne(call.host?.kind, fault)
    if (answer !== null && (fault.kind !== 'refuse' || takeEffect(fault))) return answer
  }
  return null
}

type HostKind = AmazonHost['kind'] | undefined

function answerOne(kind: HostKind, fault: Fault): Answer | null {
  if (fault.kind === 'html') return htmlAnswer(fault.status)
  if (fault.kind === 'refuse') return refusal(kind, fault.row)
  if (fault.kind !== 'status') return null
  const answer = statusAnswer(kind, fault.status)
  const retryAfter = fault.retryAfterSeconds
  if (retryAfter === undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(retryAfter) } }
}

const isLwaRow = (row: string): row is LwaRow => lwaRows.some((each) => each === row)
const isApiRow = (row: string): row is ApiRow => apiRows.some((each) => each === row)

function refusal(kind: HostKind, row: LwaRow | ApiRow): Answer | null {
  const reason = `a fault: refuse ${row}`
  if (kind === 'lwa' && isLwaRow(row)) return refuseToken(row, reason, 'code')
  if (kind === 'sp-api' && isApiRow(row)) return refuseApi(row, reason)
  return null
}

type FaultStatus = Extract<Fault, { kind: 'status' }>['status']

const lwaByStatus: Readonly<Partial<Record<FaultStatus, LwaRow>>> = { 429: 'L15', 500: 'L13', 503: 'L14' }
const apiByStatus: Readonly<Partial<Record<FaultStatus, ApiRow>>> = { 429: 'S10', 500: 'S16', 503: 'S17' }

function statusAnswer(kind: HostKind, status: FaultStatus): Answer {
  const row = kind === 'lwa' ? lwaByStatus[status] : kind === 'sp-api' ? apiByStatus[status] : undefined
  return (row !== undefined && refusal(kind, row)) || htmlAnswer(status)
}

const htmlAnswer = (status: number): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html;charset=UTF-8' },
  body: `<html>\n<head><title>${status}</title></head>\n<body>\n<center><h1>Service Unavailable</h1></center>\n<p>We are performing maintenance. Please try again later.</p>\n</body>\n</html>\n`,
  row: 'L12',
  reason: `a fault: HTML with status ${status}`,
})

/** The answer with the fields that faults change, if it is a JSON object. */
export function changeBody(answer: Answer, faults: readonly Fault[], { takeEffect }: Faults): Answer {
  if (!answer.body.startsWith('{')) return answer
  const changes = faults.flatMap((fault) =>
    fault.kind === 'changed-body' && takeEffect(fault) ? [fault.fields] : [],
  )
  if (changes.length === 0) return answer
  const fields = Object.entries(Object.assign(JSON.parse(answer.body), ...changes))
  const body = JSON.stringify(Object.fromEntries(fields.filter(([, value]) => value !== null)))
  return { ...answer, body }
}
