import { HourglassIcon } from 'lucide-react'
import type { AttemptView } from '#lib/attempts/read.ts'
import { DiagnosisHint } from '../diagnose/diagnosis-card.tsx'
import { Code } from '../ui/code.tsx'
import { Notice } from '../ui/notice.tsx'
import { awaited } from './attempt-words.ts'

/** Why an attempt failed: cause, responsible party, steps, Amazon's words, and what the seller was told. */
export function AttemptProblem({
  attempt: { detail, requestId, status, diagnosis },
  words,
}: {
  attempt: Pick<AttemptView, 'detail' | 'requestId' | 'status' | 'diagnosis'>
  words: { title: string; next: string }
}) {
  return (
    <Notice
      tone={status === 'failed' ? 'bad' : status === 'quarantined' ? 'blocked' : 'doubt'}
      title={words.title}
      cause={
        (detail !== null || requestId !== null) && (
          <div className="grid gap-1">
            {detail !== null && (
              <p>
                Detail: <span className="font-mono">{detail}</span>
              </p>
            )}
            {requestId !== null && (
              <p className="flex min-w-0 flex-wrap items-center gap-x-1.5">
                <span>Amazon’s request id:</span>
                <Code copy="Amazon's request id">{requestId}</Code>
              </p>
            )}
          </div>
        )
      }
      next={
        <div className="grid gap-1">
          {diagnosis !== null && <DiagnosisHint diagnosis={diagnosis} besides={words.title} />}
          <p className="text-ink-muted">The seller was told: {words.next}</p>
        </div>
      }
    />
  )
}

/** The next step of an open attempt, and who has to act. Nothing for one that has ended. */
export function AttemptWaits({ status }: Pick<AttemptView, 'status'>) {
  const waits = awaited[status]
  if (waits === undefined) return null
  return (
    <Notice
      tone="due"
      icon={HourglassIcon}
      title={waits.label}
      next={
        <>
          <span className="text-ink-muted">Action needed by: </span>
          {waits.who}. {waits.next}
        </>
      }
    />
  )
}
