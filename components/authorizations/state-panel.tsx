import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import { LikelyCause } from '../diagnose/diagnosis-card.tsx'
import { paths } from '../paths.ts'
import { Code, CopyButton } from '../ui/code.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { FlagBadge } from './health-badge.tsx'
import { healthWords } from './health-words.ts'
import { responsiblePartyLabels } from './responsible-party-labels.ts'

/** The state in words: the cause, since when, who has to act, and Amazon's answer. */
export function StatePanel({
  authorization: { health, since, reason, who, flagReasons, evidence, requestId, diagnosis },
  action,
  runCheck,
}: {
  authorization: Pick<
    AuthorizationDetail,
    'health' | 'since' | 'reason' | 'who' | 'flagReasons' | 'evidence' | 'requestId' | 'diagnosis'
  >
  action?: ReactNode
  /** The button that runs the check that decides between the remaining causes. */
  runCheck?: ReactNode
}) {
  const { label, tone } = healthWords[health]
  const { box, text, icon: Icon } = toneLooks[tone]
  // While tokens work, the first flag is the reason.
  const others = flagReasons.filter((flag) => flag.text !== reason)
  return (
    <section
      aria-label="Health"
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
            <TimeStamp at={since.toISOString()} isStart />
          </span>
        </h2>
        <p className="max-w-prose">{reason}</p>
        {who !== null && (
          <p>
            <span className="text-ink-muted">Action needed by: </span>
            {responsiblePartyLabels[who]}
          </p>
        )}
        {flagReasons.length > 0 && (
          <ul className="mt-2 grid gap-2">
            {flagReasons.map(({ flag, text: why, who: whose }) => (
              <li key={flag} className="grid gap-0.5">
                <span className="flex">
                  <FlagBadge flag={flag} />
                </span>
                {others.some((other) => other.flag === flag) && (
                  <span className="max-w-prose">
                    {why} {whose !== null && `Action needed by: ${responsiblePartyLabels[whose]}.`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="empty:hidden max-sm:col-start-2">{action}</div>
      {diagnosis !== null && (
        <div className="col-start-2">
          <LikelyCause
            diagnosis={diagnosis}
            runCheck={diagnosis.certainty === 'shown' ? undefined : runCheck}
          />
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
            <div className="flex min-w-0 flex-wrap items-center gap-x-1.5">
              <dt className="text-ink-muted">Amazon’s request id:</dt>
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

/** What an operator can do in a state, next to its description; nothing if it only takes time. */
export function StateAction({
  authorization: { applicationId, health, who, renewalObstacle },
  incidentId,
  reauthorizeUrl,
  mayOperate,
  mayManageApplications,
}: {
  authorization: Pick<AuthorizationView, 'applicationId' | 'health' | 'who' | 'renewalObstacle'>
  /** The incident that explains its state; null: none does. */
  incidentId: string | null
  /** The link for its seller to authorize again. */
  reauthorizeUrl: string
  mayOperate: boolean
  mayManageApplications: boolean
}) {
  const mayReplace = health === 'blocked' && mayManageApplications
  if (mayReplace || incidentId !== null) {
    return (
      <div className="flex flex-wrap gap-2 sm:flex-col sm:items-end">
        {mayReplace && (
          <LinkButton href={paths.applicationSecret(applicationId)}>Replace the client secret</LinkButton>
        )}
        {incidentId !== null && <LinkButton href={paths.incident(incidentId)}>Show the incident</LinkButton>}
      </div>
    )
  }
  if (who !== 'seller' || renewalObstacle !== null || !mayOperate) return null
  return (
    <CopyButton
      value={reauthorizeUrl}
      label="Copy the re-authorization link for the seller"
      variant={health === 'reauthorization_needed' ? 'primary' : 'secondary'}
    >
      Copy the seller’s link
    </CopyButton>
  )
}
