import { CheckIcon, XIcon } from 'lucide-react'
import type { AttemptView, DeliveryDetails } from '#lib/webhooks/read.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Code, CopyButton } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TimelineItem } from '../ui/timeline-item.tsx'
import { deliveryLooks, outcomeOf } from './webhook-words.ts'

/** One event at one endpoint: its state, each attempt, and the request. */
export function DeliveryPanels({
  endpointId,
  delivery,
  replay,
}: {
  endpointId: string
  delivery: DeliveryDetails
  /** Null for people who can only look. */
  replay: FormAction | null
}) {
  const { id, eventId, status, isBeingSent, attempts, nextAttemptAt, createdAt, log, payload } = delivery
  const { label, tone, hint } = deliveryLooks[status]
  const time = (at: Date) => <TimeStamp at={at.toISOString()} />
  const body = JSON.stringify(payload, null, 2)
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 gap-5">
        <Card title="Delivery">
          <div className="grid gap-5">
            <Facts
              facts={[
                {
                  term: 'Status',
                  detail: (
                    <Badge tone={tone} title={hint}>
                      {isBeingSent ? 'Sending' : label}
                    </Badge>
                  ),
                },
                { term: 'Event id', detail: <Code copy="the event id">{eventId}</Code> },
                { term: 'Created', detail: time(createdAt) },
                { term: 'Attempts', detail: String(attempts) },
                ...(nextAttemptAt === null ? [] : [{ term: 'Next attempt', detail: time(nextAttemptAt) }]),
              ]}
            />
            {replay !== null && (
              <ActionForm
                name="delivery-replay"
                action={replay}
                hidden={{ id: endpointId, delivery: id }}
                className="grid justify-items-start gap-3"
              >
                <SubmitButton variant="secondary" pendingLabel="Sending">
                  {status === 'waiting' ? 'Send it now' : 'Send it again'}
                </SubmitButton>
              </ActionForm>
            )}
          </div>
        </Card>
        <Card title="Attempts">
          {log.length === 0 ? (
            <p className="text-ink-muted">No attempts yet.</p>
          ) : (
            <ol>
              {log.toReversed().map((attempt, index) => (
                <Attempt key={attempt.number} attempt={attempt} isLast={index === log.length - 1} />
              ))}
            </ol>
          )}
        </Card>
      </div>
      <Card title="Payload" action={<CopyButton value={body} label="Copy the payload" />}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-sm font-mono text-sm leading-relaxed">
          {body}
        </pre>
      </Card>
    </div>
  )
}

function Attempt({ attempt, isLast }: { attempt: AttemptView; isLast: boolean }) {
  const { number, startedAt, durationMs, status, response } = attempt
  const isDelivered = status !== null && status >= 200 && status < 300
  return (
    <TimelineItem
      icon={isDelivered ? CheckIcon : XIcon}
      look={
        isDelivered
          ? 'border-good-line bg-good-surface text-good-ink'
          : 'border-bad-line bg-bad-surface text-bad-ink'
      }
      isLast={isLast}
    >
      <p className="flex flex-wrap gap-x-2">
        <span className="font-medium">{outcomeOf(attempt)}</span>
        <span className="text-ink-muted">
          attempt {number}, {durationMs} ms, <TimeStamp at={startedAt.toISOString()} />
        </span>
      </p>
      {response !== null && response !== '' && (
        <details className="mt-1">
          <summary className="w-fit rounded-sm text-ink-muted text-sm hover:text-ink">Response</summary>
          <pre className="mt-1 whitespace-pre-wrap rounded-md bg-sunken p-2 font-mono text-sm wrap-anywhere">
            {response}
          </pre>
        </details>
      )}
    </TimelineItem>
  )
}
