import type { CallView } from '#lib/calls/history.ts'
import { Badge } from '../ui/badge.tsx'

/** The HTTP status of a call, or that there was no answer. */
export function CallStatus({ call: { status, problem } }: { call: Pick<CallView, 'status' | 'problem'> }) {
  return (
    <span className="flex">
      {status === null ? (
        <Badge tone="blocked">No answer</Badge>
      ) : (
        <Badge tone={problem === null ? 'good' : 'bad'}>{status}</Badge>
      )}
    </span>
  )
}
