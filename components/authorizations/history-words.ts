import type { Action, Outcome } from '#lib/audit/actions.ts'
import type { Tone } from '../theme.ts'
import type { IconName } from '../ui/icons.ts'

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
  readonly icon: IconName
  readonly what: string
  readonly detail: string | null
}

type Details = HistoryEntry['details']

const words: Readonly<Partial<Record<Action, (details: Details) => Words>>> = {
  'authorization.completed': () => ({ icon: 'plug', what: 'Authorized', detail: null }),
  'authorization.re-authorized': () => ({ icon: 'plug', what: 'Authorized again', detail: null }),
  'authorization.refreshed': () => ({ icon: 'refresh-cw', what: 'Refreshed by hand', detail: null }),
  'authorization.refresh-failed': ({ problem }) => ({
    icon: 'refresh-cw',
    what: 'Refresh by hand',
    detail: textOf(problem),
  }),
  'authorization.marketplaces-changed': ({ came, gone }) => ({
    icon: 'globe',
    what: 'Marketplaces changed at Amazon',
    detail: [came && `New: ${came}.`, gone && `Gone: ${gone}.`].filter(Boolean).join(' '),
  }),
  'authorization.disconnected': () => ({
    icon: 'unplug',
    what: 'Disconnected by the seller',
    detail: 'The tokens were destroyed.',
  }),
  'authorization.revoked': () => ({ icon: 'ban', what: 'Revoked', detail: 'The tokens were destroyed.' }),
  'authorization.moved': () => ({ icon: 'arrow-right', what: 'Moved to another account', detail: null }),
  'authorization.released': () => ({
    icon: 'unplug',
    what: 'Released for another account',
    detail: 'The tokens were destroyed.',
  }),
  'authorization.rolled-back': () => ({
    icon: 'history',
    what: 'Rolled back to the token before',
    detail: null,
  }),
  'authorization.roll-back-failed': ({ problem }) => ({
    icon: 'history',
    what: 'Roll-back to the token before',
    detail: textOf(problem),
  }),
  'authorization.paused': () => ({ icon: 'circle-pause', what: 'Paused', detail: null }),
  'authorization.resumed': () => ({ icon: 'play', what: 'Resumed', detail: null }),
  'authorization.labelled': ({ label }) => ({
    icon: 'circle',
    what: label === null ? 'The label was taken away' : `Labelled ${textOf(label) ?? ''}`,
    detail: null,
  }),
  'authorization.merchant-token-added': ({ sellingPartnerId }) => ({
    icon: 'circle',
    what: `Merchant token ${textOf(sellingPartnerId) ?? ''} added`,
    detail: null,
  }),
  'authorization.id-verified': ({ method }) => ({
    icon: 'shield-check',
    what: 'Selling partner id verified',
    detail:
      method === 'operator' ? 'An operator confirmed it.' : 'Amazon accepted it together with the token.',
  }),
  'authorization.id-rejected': () => ({
    icon: 'ban',
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
    icon: 'terminal',
    what: `Called ${textOf(operation) ?? 'an operation'}`,
    detail: status === null ? 'No answer came.' : `Amazon answered ${textOf(status)}.`,
  }
}

/** One entry in plain words. An action without words of its own shows its name. */
export function describeEntry({ action, details }: HistoryEntry): Words {
  return (
    words[action as Action]?.(details) ?? {
      icon: 'circle',
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

/** Who did it: a name where there is one. */
export function actorWords({ actorKind, personName }: HistoryEntry): string {
  return personName ?? actors[actorKind] ?? actorKind
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
