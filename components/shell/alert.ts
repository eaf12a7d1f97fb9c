import type { ReactNode } from 'react'
import type { Tone } from '../theme.ts'

export type AlertTopic = 'incident' | 'secret' | 'unstored' | 'identity' | 'quarantine' | 'readiness' | 'caps'

const urgencies = ['now', 'soon', 'later'] as const
type Urgency = (typeof urgencies)[number]

/** Something that needs somebody, whatever the list shows. */
export interface Alert {
  readonly id: string
  readonly topic: AlertTopic
  /** `now`: something fails, or is about to, until somebody acts. */
  readonly urgency: Urgency
  readonly tone: Tone
  readonly notice: ReactNode
}

const topics: Readonly<Record<AlertTopic, string>> = {
  incident: 'incidents',
  secret: 'client secrets',
  unstored: 'unsaved connections',
  identity: 'selling partner ids',
  quarantine: 'quarantine',
  readiness: 'set-up',
  caps: 'caps at Amazon',
}

/** The most urgent first, else as they come. Pure. */
export function byUrgency<Item extends Pick<Alert, 'urgency'>>(alerts: readonly Item[]): Item[] {
  return alerts.toSorted((one, other) => urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency))
}

/** What the alerts are about, each topic once. Pure. */
export function alertTopics(alerts: readonly Pick<Alert, 'topic'>[]): string {
  return [...new Set(alerts.map(({ topic }) => topics[topic]))].join(', ')
}
