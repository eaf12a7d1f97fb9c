import {
  ArrowRightIcon,
  BanIcon,
  CircleIcon,
  CirclePauseIcon,
  GlobeIcon,
  HistoryIcon,
  KeyRoundIcon,
  type LucideIcon,
  PlayIcon,
  PlugIcon,
  RefreshCwIcon,
  ShieldCheckIcon,
  TerminalIcon,
  UnplugIcon,
} from 'lucide-react'
import type { Action, Outcome } from '#lib/audit/actions.ts'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TimelineItem } from '../ui/timeline-item.tsx'

/** What happened, the newest first. */
export function HistoryTimeline({
  entries,
  renderedAt,
}: {
  entries: readonly HistoryEntry[]
  renderedAt: string
}) {
  if (entries.length === 0) return <p className="text-ink-muted">Nothing is recorded yet.</p>
  return (
    <ol>
      {entries.map((entry, index) => {
        const { icon, what, detail } = describeEntry(entry)
        const look = outcomeLooks[entry.outcome]
        return (
          <TimelineItem key={entry.id} icon={icon} isLast={index === entries.length - 1}>
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium wrap-anywhere">{what}</span>
              {look !== null && <Badge tone={look.tone}>{look.label}</Badge>}
            </p>
            {detail !== null && <p className="text-ink-muted text-sm wrap-anywhere">{detail}</p>}
            <p className="text-ink-muted text-sm">
              <TimeStamp at={entry.happenedAt.toISOString()} renderedAt={renderedAt} /> by{' '}
              <span className="wrap-anywhere">{actorWords(entry)}</span>
            </p>
          </TimelineItem>
        )
      })}
    </ol>
  )
}

/** What happened to an authorization, as it is kept. */
export interface HistoryEntry {
  readonly id: number
  readonly happenedAt: Date
  readonly action: string
  readonly outcome: Outcome
  readonly actorKind: string
  readonly personName: string | null
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly requestId: string | null
}

interface Words {
  readonly icon: LucideIcon
  readonly what: string
  readonly detail: string | null
}

type Details = HistoryEntry['details']

const words: Readonly<Partial<Record<Action, (details: Details) => Words>>> = {
  'authorization.completed': () => ({ icon: PlugIcon, what: 'Authorized', detail: null }),
  'authorization.re-authorized': () => ({ icon: PlugIcon, what: 'Authorized again', detail: null }),
  'authorization.refreshed': () => ({ icon: RefreshCwIcon, what: 'Refreshed manually', detail: null }),
  'authorization.refresh-failed': ({ problem }) => ({
    icon: RefreshCwIcon,
    what: 'Manual refresh',
    detail: textOf(problem),
  }),
  'authorization.marketplaces-changed': ({ came, gone }) => ({
    icon: GlobeIcon,
    what: 'Marketplaces changed at Amazon',
    detail: [came && `New: ${came}.`, gone && `Gone: ${gone}.`].filter(Boolean).join(' '),
  }),
  'authorization.roles-checked': ({ works, refused }) => ({
    icon: KeyRoundIcon,
    what: 'Roles checked with Amazon',
    detail: [works && `Works: ${works}.`, refused && `Refused: ${refused}.`].filter(Boolean).join(' '),
  }),
  'authorization.disconnected': () => ({
    icon: UnplugIcon,
    what: 'Disconnected by the seller',
    detail: 'The tokens were destroyed.',
  }),
  'authorization.revoked': () => ({ icon: BanIcon, what: 'Revoked', detail: 'The tokens were destroyed.' }),
  'authorization.moved': () => ({ icon: ArrowRightIcon, what: 'Moved to another account', detail: null }),
  'authorization.released': () => ({
    icon: UnplugIcon,
    what: 'Released for another account',
    detail: 'The tokens were destroyed.',
  }),
  'authorization.rolled-back': () => ({
    icon: HistoryIcon,
    what: 'Rolled back to the previous token',
    detail: null,
  }),
  'authorization.roll-back-failed': ({ problem }) => ({
    icon: HistoryIcon,
    what: 'Rollback to the previous token',
    detail: textOf(problem),
  }),
  'authorization.paused': () => ({ icon: CirclePauseIcon, what: 'Paused', detail: null }),
  'authorization.resumed': () => ({ icon: PlayIcon, what: 'Resumed', detail: null }),
  'authorization.annotated': ({ externalReference, tags }) => ({
    icon: CircleIcon,
    what: 'Reference and tags changed',
    detail: [externalReference, String(tags ?? '').replaceAll('\n', ', ')].filter(Boolean).join(', ') || null,
  }),
  'authorization.labelled': ({ label }) => ({
    icon: CircleIcon,
    what: label === null ? 'The label was removed' : `Labeled ${textOf(label) ?? ''}`,
    detail: null,
  }),
  'authorization.merchant-token-added': ({ sellingPartnerId }) => ({
    icon: CircleIcon,
    what: `Merchant token ${textOf(sellingPartnerId) ?? ''} added`,
    detail: null,
  }),
  'authorization.id-verified': ({ method }) => ({
    icon: ShieldCheckIcon,
    what: 'Selling partner id verified',
    detail:
      method === 'operator' ? 'An operator confirmed it.' : 'Amazon accepted it together with the token.',
  }),
  'authorization.id-rejected': () => ({
    icon: BanIcon,
    what: 'Selling partner id checked',
    detail: 'Amazon says that the tokens belong to another id.',
  }),
  'call.ran': describeCall,
  'call.failed': describeCall,
}

/** What did not end well; null for what did. */
export const outcomeLooks: Readonly<Record<Outcome, { label: string; tone: Tone } | null>> = {
  done: null,
  refused: { label: 'Refused', tone: 'doubt' },
  failed: { label: 'Failed', tone: 'bad' },
}

function describeCall({ operation, status }: Details): Words {
  return {
    icon: TerminalIcon,
    what: `Called ${textOf(operation) ?? 'an operation'}`,
    detail: status === null ? 'No answer came.' : `Amazon answered ${textOf(status)}.`,
  }
}

/** One entry in plain words. An action without words of its own shows its name. */
export function describeEntry({ action, details }: HistoryEntry): Words {
  return (
    words[action as Action]?.(details) ?? {
      icon: CircleIcon,
      what: action.replaceAll(/[.-]/g, ' '),
      detail: null,
    }
  )
}

const actors: Readonly<Record<string, string>> = {
  account: 'the seller',
  viewer: 'a viewer',
  operator: 'an operator',
  admin: 'an administrator',
  system: 'Gatehouse',
}

/** The actor, by name where there is one. */
export function actorWords({ actorKind, personName }: HistoryEntry): string {
  return personName ?? actors[actorKind] ?? actorKind
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
