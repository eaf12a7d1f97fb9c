import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { LikelyCause } from '../diagnose/diagnosis-card.tsx'
import { paths } from '../paths.ts'
import type { Tone } from '../theme.ts'
import { LinkButton } from '../ui/button.tsx'
import { Code, CopyButton } from '../ui/code.tsx'
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

/** What an operator does about a state, beside its words; nothing where it only has to be waited for. */
export function StateAction({
  authorization: { applicationId, state, who, workflow },
  reauthorizeUrl,
  mayOperate,
  mayManageApplications,
}: {
  authorization: Pick<AuthorizationView, 'applicationId' | 'state' | 'who' | 'workflow'>
  /** Where its seller authorizes again. */
  reauthorizeUrl: string
  mayOperate: boolean
  mayManageApplications: boolean
}) {
  if (state === 'blocked' && mayManageApplications)
    return <LinkButton href={paths.applicationSecret(applicationId)}>Client secret</LinkButton>
  if (who !== 'seller' || workflow === 'self' || !mayOperate) return null
  return (
    <CopyButton value={reauthorizeUrl} label="Copy the link with which the seller authorizes again">
      Copy the seller’s link
    </CopyButton>
  )
}
