import type { AttemptView } from '#lib/authorizations/attempts.ts'
import { DiagnosisHint } from '../diagnose/diagnosis-hint.tsx'
import { Code } from '../ui/code.tsx'
import { Notice } from '../ui/notice.tsx'
import { attemptCause } from './attempt-words.ts'

/** Why an attempt failed: cause, what to do, Amazon's words, and what the seller was told. */
export function AttemptProblem({
  attempt: { problem, detail, requestId, status, diagnosis },
  words,
}: {
  attempt: Pick<AttemptView, 'problem' | 'detail' | 'requestId' | 'status' | 'diagnosis'>
  words: { title: string; next: string }
}) {
  // Amazon's own words say more than how the attempt ended.
  const explained = detail === null ? null : diagnosis
  const known = problem === null ? null : attemptCause(problem)
  return (
    <Notice
      tone={status === 'failed' ? 'bad' : status === 'quarantined' ? 'blocked' : 'doubt'}
      title={words.title}
      cause={
        <div className="grid gap-1">
          {explained === null && known !== null && <p>{known.cause}</p>}
          {detail !== null && (
            <p>
              Detail: <span className="font-mono">{detail}</span>
            </p>
          )}
          {requestId !== null && (
            <p className="flex min-w-0 items-center gap-1.5">
              Amazon’s request id: <Code copy="Amazon's request id">{requestId}</Code>
            </p>
          )}
        </div>
      }
      next={
        <div className="grid gap-1">
          {explained !== null ? (
            <DiagnosisHint diagnosis={explained} />
          ) : (
            known !== null && <p>{known.next}</p>
          )}
          <p className="text-ink-muted">The seller was told: {words.next}</p>
        </div>
      }
    />
  )
}
