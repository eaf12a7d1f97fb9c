import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { LikelyCause } from '../diagnose/diagnosis-card.tsx'
import type { Tone } from '../theme.ts'
import { Code } from '../ui/code.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { responsiblePartyLabels } from './responsible-party-labels.ts'

/** The state in words: why, since when, whose turn it is, and what Amazon said. */
export function StatePanel({
  authorization: { since, reason, who, evidence, requestId, diagnosis },
  label,
  tone,
  renderedAt,
  action,
}: {
  authorization: Pick<
    AuthorizationDetail,
    'since' | 'reason' | 'who' | 'evidence' | 'requestId' | 'diagnosis'
  >
  label: string
  tone: Tone
  renderedAt: string
  action?: ReactNode
}) {
  const { box, text, icon: Icon } = toneLooks[tone]
  return (
    <section
      aria-label="State"
      className={clsx(
        'grid grid-cols-[auto_minmax(0,1fr)] gap-3 rounded-md border p-4 sm:grid-cols-[auto_minmax(0,1fr)_auto]',
        box,
      )}
    >
      <Icon size={20} className="mt-0.5" />
      <div className="grid gap-1 text-ink">
        <h2 className="flex flex-wrap items-baseline gap-x-2 font-semibold text-lg">
          <span className={text}>{label}</span>
          <span className="font-normal text-base text-ink-muted">
            since <TimeStamp at={since.toISOString()} renderedAt={renderedAt} />
          </span>
        </h2>
        <p className="max-w-prose">{reason}</p>
        {who !== null && (
          <p>
            <span className="text-ink-muted">Who acts: </span>
            {responsiblePartyLabels[who]}
          </p>
        )}
      </div>
      <div className="empty:hidden max-sm:col-start-2">{action}</div>
      {diagnosis !== null && (
        <div className="col-start-2">
          <LikelyCause diagnosis={diagnosis} />
        </div>
      )}
      {(evidence !== null || requestId !== null) && (
        <dl className="col-start-2 grid gap-1 text-ink text-sm sm:col-end-[-1]">
          {evidence !== null && (
            <div>
              <dt className="inline text-ink-muted">Evidence: </dt>
              <dd className="inline wrap-anywhere">{evidence}</dd>
            </div>
          )}
          {requestId !== null && (
            <div className="flex min-w-0 items-center gap-1.5">
              <dt className="shrink-0 text-ink-muted">Amazon’s request id:</dt>
              <dd className="min-w-0">
                <Code copy="Amazon's request id">{requestId}</Code>
              </dd>
            </div>
          )}
        </dl>
      )}
    </section>
  )
}
