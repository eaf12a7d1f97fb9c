'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { SidePanel } from '../list/side-panel.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { utcClock, utcDate } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import type { AuditRow } from './audit-columns.tsx'
import { type AuditShown, auditView } from './audit-view.ts'
import { actionLabel, actorWords, type TargetKind, targetHref, targetLabel } from './audit-words.ts'

const outcomeLabels: Readonly<Record<AuditRow['outcome'], string>> = {
  done: 'Done',
  refused: 'Refused by Gatehouse. Nothing changed.',
  failed: 'Failed at Amazon, or timed out',
}

const { href, whole } = auditView

/** The button at the end of an entry's row, and the panel that it opens, with everything about the entry. */
export function AuditPanel({ entry }: { entry: AuditRow }) {
  const { action, happenedAt, outcome, actorId, targetKind, targetId, targetName, requestId } = entry
  const label = actionLabel(action)
  const { name, kind } = actorWords(entry)
  const at = new Date(happenedAt)
  const targetPage = targetHref(targetKind, targetId)
  const facts: Fact[] = [
    {
      term: 'Time',
      detail: (
        <>
          {utcDate(at)}, {utcClock(at)} UTC <span className="text-ink-muted">(</span>
          <TimeStamp at={happenedAt} />
          <span className="text-ink-muted">)</span>
        </>
      ),
    },
    { term: 'Action', detail: <span className="font-mono text-sm">{action}</span> },
    { term: 'Outcome', detail: outcomeLabels[outcome] },
    { term: 'Actor', detail: kind === null ? name : `${name} (${kind})` },
    ...(actorId === null || actorId === kind ? [] : [{ term: 'Actor id', detail: <Mono>{actorId}</Mono> }]),
    {
      term: targetLabel(targetKind),
      detail:
        targetPage === null ? (
          (targetName ?? '–')
        ) : (
          <Link href={targetPage} prefetch={false} className="text-accent-ink underline underline-offset-2">
            {targetName ?? 'Open'}
          </Link>
        ),
    },
    { term: `${targetLabel(targetKind)} id`, detail: <Mono>{targetId}</Mono> },
    { term: 'IP address', detail: entry.address === null ? 'None' : <Mono>{entry.address}</Mono> },
    { term: 'Request id', detail: requestId === null ? 'None' : <Mono>{requestId}</Mono> },
    ...(entry.eventId === null ? [] : [{ term: 'Event id', detail: <Mono>{entry.eventId}</Mono> }]),
  ]
  const details = Object.entries(entry.details)
  const related: readonly (readonly [string, Partial<AuditShown>])[] = [
    [
      `All entries for this ${targetLabel(targetKind).toLowerCase()}`,
      { target: targetKind as TargetKind, targetId },
    ],
    ...(actorId === null ? [] : [[`All entries by ${name}`, { actorId }] as const]),
    ...(requestId === null ? [] : [['All entries from this request', { request: requestId }] as const]),
  ]
  return (
    <SidePanel
      id={entry.id}
      trigger={
        <Button size="small" aria-label={`Details of ${label}, ${happenedAt}`}>
          Details
        </Button>
      }
      title={label}
    >
      <div className="grid gap-6">
        <Facts facts={facts} />
        {details.length > 0 && (
          <section className="grid gap-2">
            <div className="flex items-center justify-between gap-3">
              <h3 className="font-medium">What was recorded</h3>
              <CopyButton value={JSON.stringify(entry.details, null, 2)} label="Copy as JSON" />
            </div>
            <div className="rounded-md border border-line bg-sunken p-3">
              <Facts
                facts={details.map(([term, value]) => ({
                  term,
                  detail: <Mono>{value === null ? 'null' : String(value)}</Mono>,
                }))}
              />
            </div>
          </section>
        )}
        <div className="flex flex-wrap gap-2 border-line border-t pt-5">
          {related.map(([text, shown]) => (
            <Link
              key={text}
              href={href(whole, shown)}
              prefetch={false}
              className={buttonClass({ size: 'small' })}
            >
              {text}
            </Link>
          ))}
        </div>
      </div>
    </SidePanel>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="whitespace-pre-wrap font-mono text-sm wrap-anywhere">{children}</span>
}
