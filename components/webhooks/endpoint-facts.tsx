import type { EndpointView } from '#lib/webhooks/read.ts'
import { Badge } from '../ui/badge.tsx'
import { Code } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { counted } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { disabledWords, endpointLook, successShare } from './webhook-words.ts'

/** The events that an endpoint gets, and the state of their delivery. */
export function EndpointFacts({ endpoint }: { endpoint: EndpointView }) {
  const { url, eventTypes, applicationName, tags, createdAt, creatorName } = endpoint
  const { label, tone, hint } = endpointLook(endpoint)
  const time = (term: string, at: Date | null): Fact[] =>
    at === null ? [] : [{ term, detail: <TimeStamp at={at.toISOString()} /> }]
  const tagList = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  return (
    <Facts
      facts={[
        {
          term: 'State',
          detail: (
            <Badge tone={tone} title={hint}>
              {label}
            </Badge>
          ),
        },
        {
          term: 'URL',
          detail: (
            <Code wrap copy="the URL">
              {url}
            </Code>
          ),
        },
        {
          term: 'Event types',
          detail:
            eventTypes === null ? (
              'All'
            ) : (
              <ul className="grid font-mono text-sm">
                {eventTypes.map((type) => (
                  <li key={type}>{type}</li>
                ))}
              </ul>
            ),
        },
        { term: 'Application', detail: applicationName ?? 'All applications' },
        {
          term: 'Tags',
          detail: tagList.length === 0 ? 'Any' : <Code wrap>{tagList.join(' ')}</Code>,
        },
        {
          term: 'Delivered',
          detail: successShare(endpoint)?.concat(' latest deliveries') ?? 'Nothing yet',
        },
        ...time('Last delivery', endpoint.lastDeliveredAt),
        ...time('Failing since', endpoint.failingSince),
        ...time('Paused until', endpoint.pausedUntil),
        ...time('Two secrets sign until', endpoint.previousSecretUntil),
        ...time('Added', createdAt),
        { term: 'Added by', detail: creatorName ?? 'Unknown' },
      ]}
    />
  )
}

/** Why nothing is sent, if that is the case. */
export function DisabledNotice({ endpoint }: { endpoint: EndpointView }) {
  const { disabledAt, disabledReason, waiting } = endpoint
  if (disabledAt === null || disabledReason === null) return null
  return (
    <Notice
      tone={disabledReason === 'operator' ? 'neutral' : 'bad'}
      title={
        <>
          Disabled <TimeStamp at={disabledAt.toISOString()} />
        </>
      }
      cause={disabledWords[disabledReason]}
      next={`${counted(waiting, 'event is', 'events are')} waiting. Enabling the endpoint sends waiting events in order.`}
    />
  )
}
