'use client'

import { clsx } from 'clsx'
import { Fragment, Suspense, use } from 'react'
import { type AuthorizationsShown, authorizationsView } from '../authorizations/authorizations-view.ts'
import { incidentAlert } from '../incidents/incident-notice.tsx'
import type { IncidentSummary } from '../incidents/incident-words.ts'
import { useKnownPage } from '../list/use-list.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { type Alert, alertTopics, byUrgency } from './alert.ts'

interface Props {
  shown: AuthorizationsShown
  alerts: readonly Alert[]
  /** Those that went on at `readAt`, ISO 8601; the list brings newer ones. */
  incidents: readonly IncidentSummary[]
  readAt: string
  /** What need not be known yet. */
  later: Promise<readonly Alert[]>
}

/** What needs somebody: the most urgent whole, the others behind one line. */
export function Alerts({ shown, alerts, incidents, readAt, later }: Props) {
  const data = useKnownPage(authorizationsView.query(shown))
  const surroundings = {
    shown,
    blocked: data?.counts.find(({ state }) => state === 'blocked')?.count ?? 0,
    readAt: data?.readAt ?? readAt,
  }
  const known = (data?.incidents ?? incidents).map((incident) => incidentAlert(incident, surroundings))
  const first = [...known, ...alerts]
  return (
    <Suspense fallback={<Folded alerts={first} />}>
      <WithLater first={first} later={later} />
    </Suspense>
  )
}

function WithLater({ first, later }: { first: readonly Alert[]; later: Promise<readonly Alert[]> }) {
  return <Folded alerts={[...first, ...use(later)]} />
}

function Folded({ alerts }: { alerts: readonly Alert[] }) {
  const [gravest, ...others] = byUrgency(alerts)
  if (gravest === undefined) return null
  if (others.length === 0) return gravest.notice
  return (
    <div className="grid gap-2">
      {gravest.notice}
      <details className="rounded-md border border-line bg-surface">
        <summary className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-3 py-2 hover:bg-sunken">
          <DisclosureIcon size={18} />
          <span className="font-medium">{others.length} more</span>
          <span aria-hidden className="flex gap-1">
            {others.map(({ id, tone }) => {
              const { icon: Icon, text } = toneLooks[tone]
              return <Icon key={id} size={14} className={clsx('mt-px', text)} />
            })}
          </span>
          <span className="min-w-0 text-ink-muted text-sm">{alertTopics(others)}</span>
        </summary>
        <div className="grid gap-2 p-2 pt-0">
          {others.map(({ id, notice }) => (
            <Fragment key={id}>{notice}</Fragment>
          ))}
        </div>
      </details>
    </div>
  )
}
