import {
  ArrowRightIcon,
  BanIcon,
  CalendarClockIcon,
  CircleCheckIcon,
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
  TriangleAlertIcon,
  UnplugIcon,
} from 'lucide-react'
import Link from 'next/link'
import type { AttemptView } from '#lib/attempts/read.ts'
import type { Action, Outcome } from '#lib/audit/actions.ts'
import type { StateChange } from '#lib/authorizations/read.ts'
import { eventTypes } from '#lib/events/catalog.ts'
import { attemptStatus, workflows } from '../attempts/attempt-words.ts'
import { causeWords } from '../cause-words.ts'
import { paths } from '../paths.ts'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TimelineItem } from '../ui/timeline-item.tsx'

/** The history, newest first: actions of people and jobs, changes of the state, and attempts that failed. */
export function HistoryTimeline({ history }: { history: readonly Happening[] }) {
  if (history.length === 0) return <p className="text-ink-muted">Nothing is recorded yet.</p>
  return (
    <ol>
      {history.map((happening, index) => {
        const { key, at, icon, what, detail, badge, by, href } = happening
        return (
          <TimelineItem key={key} icon={icon} isLast={index === history.length - 1}>
            <p className="flex flex-wrap items-center gap-x-2">
              {href === null ? (
                <span className="font-medium wrap-anywhere">{what}</span>
              ) : (
                <Link
                  href={href}
                  prefetch={false}
                  className="rounded-sm font-medium underline decoration-line-strong underline-offset-4 wrap-anywhere hover:decoration-current"
                >
                  {what}
                </Link>
              )}
              {badge !== null && <Badge tone={badge.tone}>{badge.label}</Badge>}
            </p>
            {detail !== null && <p className="text-ink-muted text-sm wrap-anywhere">{detail}</p>}
            <p className="text-ink-muted text-sm">
              <TimeStamp at={at.toISOString()} />
              {by !== null && (
                <>
                  {' '}
                  by <span className="wrap-anywhere">{by}</span>
                </>
              )}
            </p>
          </TimelineItem>
        )
      })}
    </ol>
  )
}

/** One entry, in words. */
export interface Happening extends Words {
  readonly key: string
  readonly at: Date
  readonly badge: { readonly label: string; readonly tone: Tone } | null
  readonly by: string | null
  /** Leads to the attempt that it was part of. */
  readonly href: string | null
}

/** One list made of three. Completed attempts appear in it through their results. */
export function mergeHistory(
  entries: readonly HistoryEntry[],
  changes: readonly StateChange[],
  attempts: readonly AttemptView[],
): Happening[] {
  return [
    ...entries.map(
      (entry): Happening => ({
        ...describeEntry(entry),
        key: `entry ${entry.id}`,
        at: entry.happenedAt,
        badge: outcomeLooks[entry.outcome],
        by: actorWords(entry),
        href: typeof entry.details.attemptId === 'string' ? paths.attempt(entry.details.attemptId) : null,
      }),
    ),
    ...changes.map(
      (change): Happening => ({
        icon: stateIcons[change.type],
        what: eventTypes[change.type].title,
        key: `change ${change.id}`,
        at: change.happenedAt,
        detail: causeOf(change),
        badge: null,
        by: null,
        href: null,
      }),
    ),
    ...attempts
      .filter(({ status }) => status !== 'completed')
      .map(
        (attempt): Happening => ({
          key: `attempt ${attempt.id}`,
          at: attempt.startedAt,
          icon: PlugIcon,
          what: `Attempt to authorize (${workflows[attempt.workflow]})`,
          detail: null,
          badge: attemptStatus(attempt),
          by: null,
          href: paths.attempt(attempt.id),
        }),
      ),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime())
}

/** Why tokens stopped. A flag has no such cause. */
function causeOf({ type, cause }: StateChange): string | null {
  const isAboutTokens = type === 'authorization.retrying' || type === 'authorization.reauthorization_needed'
  return isAboutTokens && cause !== null ? (causeWords[cause]?.label ?? null) : null
}

const stateIcons: Readonly<Record<StateChange['type'], LucideIcon>> = {
  'authorization.retrying': RefreshCwIcon,
  'authorization.reauthorization_needed': TriangleAlertIcon,
  'authorization.recovered': CircleCheckIcon,
  'authorization.renewal_due': CalendarClockIcon,
  'authorization.renewal_overdue': CalendarClockIcon,
  'authorization.roles_missing': KeyRoundIcon,
  'authorization.roles_missing_cleared': KeyRoundIcon,
  'authorization.details_missing': GlobeIcon,
  'authorization.details_missing_cleared': GlobeIcon,
  'authorization.listings_suspended': GlobeIcon,
  'authorization.listings_suspended_cleared': GlobeIcon,
}

/** One stored entry of an authorization's history. */
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
  'authorization.re-authorized': () => ({ icon: PlugIcon, what: 'Re-authorized', detail: null }),
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
    what: label === null ? 'Label removed' : `Labeled ${textOf(label) ?? ''}`,
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

/** How failures look; null for success. */
export const outcomeLooks: Readonly<Record<Outcome, { label: string; tone: Tone } | null>> = {
  done: null,
  refused: { label: 'Refused', tone: 'doubt' },
  failed: { label: 'Failed', tone: 'bad' },
}

function describeCall({ operation, status }: Details): Words {
  return {
    icon: TerminalIcon,
    what: `Called ${textOf(operation) ?? 'an operation'}`,
    detail: status === null ? 'Amazon didn’t respond.' : `Amazon answered ${textOf(status)}.`,
  }
}

/** One entry in plain words. An action without its own words shows its name. */
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
