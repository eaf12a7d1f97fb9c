import Link from 'next/link'
import type { IncidentView } from '#lib/incidents/read.ts'
import { LikelyCause } from '../diagnose/diagnosis-card.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { incidentWords } from './incident-words.ts'
import type { IncidentRow } from './incidents-view.ts'

const fixedBySecret: readonly IncidentView['problem'][] = ['application_refused', 'secret_expired']

/** An incident with its evidence: since when, until when, how many, and Amazon's words. */
export function IncidentCard({ incident, mayChange }: { incident: IncidentRow; mayChange: boolean }) {
  const { id, applicationId, problem, endedAt, diagnosis } = incident
  const { tone, title, cause, next } = incidentWords(incident)
  return (
    <article aria-labelledby={`${id}-title`}>
      <Card
        title={
          <span id={`${id}-title`}>
            <Link href={paths.incident(id)} prefetch={false} className="rounded-sm hover:underline">
              {title}
            </Link>
          </span>
        }
        action={endedAt === null ? <Badge tone={tone}>Ongoing</Badge> : <Badge tone="good">Resolved</Badge>}
      >
        <div className="grid gap-4">
          <p className="max-w-prose">
            {cause} {endedAt === null && next}
          </p>
          <IncidentFacts incident={incident} />
          {diagnosis !== null && <LikelyCause diagnosis={diagnosis} isOpen={endedAt === null} />}
          {isFixedBySecret(problem) && endedAt === null && mayChange && (
            <div>
              <LinkButton href={paths.applicationSecret(applicationId)} size="small">
                Replace the client secret
              </LinkButton>
            </div>
          )}
        </div>
      </Card>
    </article>
  )
}

/** The evidence: times, Amazon's words, request ids. */
export function IncidentFacts({ incident }: { incident: IncidentRow }) {
  const { startedAt, seenAt, endedAt, detail, requestIds } = incident
  const time = (at: string) => <TimeStamp at={at} />
  return (
    <Facts
      facts={[
        { term: 'Began', detail: time(startedAt) },
        endedAt === null
          ? { term: 'Last seen', detail: time(seenAt) }
          : { term: 'Ended', detail: time(endedAt) },
        { term: 'Amazon’s words', detail: <span className="font-mono text-sm">{detail}</span> },
        {
          term: 'Request ids',
          detail:
            requestIds.length === 0 ? (
              'None: no response'
            ) : (
              <ul className="grid grid-cols-1 gap-1">
                {requestIds.map((requestId) => (
                  <li key={requestId}>
                    <Code copy="Amazon's request id">{requestId}</Code>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}

/** Whether a new client secret ends incidents of this kind. */
export const isFixedBySecret = (problem: IncidentView['problem']) => fixedBySecret.includes(problem)
