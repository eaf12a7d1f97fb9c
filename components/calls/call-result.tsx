import type { CallView } from '#lib/calls/history.ts'
import { type Participation, ParticipationTable } from '../authorizations/participation-table.tsx'
import { Card } from '../ui/card.tsx'
import { Code } from '../ui/code.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { CallStatus } from './call-columns.tsx'

/** One call: what was sent, what came back. */
export function CallResult({
  call,
  participations,
  renderedAt,
}: {
  call: CallView
  /** What the answer says, where it is about participations. */
  participations: readonly Participation[] | null
  renderedAt: string
}) {
  const { request, response, problem } = call
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <CallStatus call={call} />
          <span className="wrap-anywhere">
            {call.storeName || (call.sellingPartnerId ?? 'Without a merchant token')}
          </span>
        </span>
      }
    >
      <div className="grid min-w-0 gap-5">
        {problem !== null && (
          <Notice
            tone="bad"
            title={call.status === null ? 'The call did not get through' : 'Amazon refused the call'}
            cause={<span className="font-mono">{problem}</span>}
            next={nextStep(call)}
          />
        )}
        <Facts facts={factsOf(call, renderedAt)} />
        {participations !== null && participations.length > 0 && (
          <div className="min-w-0 rounded-md border border-line">
            <ParticipationTable participations={participations} />
          </div>
        )}
        <Folded title="Request" open>
          {[`${request.method} ${request.url}`]
            .concat(Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`))
            .join('\n')}
        </Folded>
        {response !== null && <Folded title="Response as it came">{prettyJson(response)}</Folded>}
      </div>
    </Card>
  )
}

function factsOf(call: CallView, renderedAt: string): Fact[] {
  return [
    { term: 'Operation', detail: <Code>{call.operation}</Code> },
    {
      term: 'Amazon’s request id',
      detail: call.requestId === null ? 'None' : <Code copy="Amazon's request id">{call.requestId}</Code>,
    },
    { term: 'Rate limit', detail: call.rateLimit === null ? 'Not told' : `${call.rateLimit} a second` },
    { term: 'Took', detail: `${figure(call.durationMs)} ms` },
    {
      term: 'Called',
      detail: (
        <>
          <TimeStamp at={call.calledAt.toISOString()} renderedAt={renderedAt} />
          {call.personName !== null && ` by ${call.personName}`}
        </>
      ),
    },
  ]
}

function nextStep({ status }: CallView): string {
  if (status === null)
    return 'The state of the selling partner says whether it was its token, the credentials or the network.'
  if (status === 403)
    return 'Most often the application lacks the role for this operation, or has got it after the seller authorized. Then the seller has to authorize again.'
  if (status === 429) return 'The rate limit is used up. Wait a minute and run it again.'
  if (status >= 500) return 'Amazon has a problem of its own. Run it again in a few minutes.'
  return 'If it stays, give Amazon’s support the request id.'
}

function Folded({ title, open, children }: { title: string; open?: true; children: string }) {
  return (
    <details open={open} className="min-w-0 rounded-md border border-line">
      <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 font-medium hover:bg-sunken">
        <DisclosureIcon />
        {title}
      </summary>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto border-line border-t bg-sunken p-3 font-mono text-sm"
      >
        {children}
      </pre>
    </details>
  )
}

/** Indented, if it is JSON; as it is, otherwise. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
