import type { Action } from '#lib/audit/actions.ts'
import type { AuditTarget } from '#lib/audit/record.ts'
import type { ActorGroup } from '#lib/audit/search.ts'
import { paths } from '../paths.ts'

export type TargetKind = AuditTarget['kind']

interface TargetWords {
  readonly label: string
  /** The page that shows it; left out: none. */
  readonly href?: (id: string) => string
}

/** In a list whose search also finds ids: the row, with its panel open. */
const openIn = (path: string) => (id: string) => `${path}?${new URLSearchParams({ search: id, open: id })}`

const targets: Readonly<Record<TargetKind, TargetWords>> = {
  authorization: { label: 'Authorization', href: paths.authorization },
  attempt: { label: 'Attempt', href: paths.attempt },
  application: { label: 'Application', href: paths.application },
  account: { label: 'Account' },
  person: { label: 'Person', href: openIn(paths.people) },
  session: { label: 'Session' },
  invitation: { label: 'Invitation', href: () => paths.people },
  'api-key': { label: 'API key', href: openIn(paths.keys) },
  'encryption-key': { label: 'Encryption key', href: () => paths.encryption },
  'connect-link': { label: 'Connect link', href: openIn(paths.links) },
  'webhook-endpoint': { label: 'Webhook', href: paths.webhook },
  'notification-channel': { label: 'Notification channel', href: () => paths.notifications },
  'notification-rule': { label: 'Notification rule', href: () => paths.notifications },
  'call-example': { label: 'Call example', href: () => paths.calls },
  view: { label: 'View', href: (id) => `${paths.authorizations}?view=${id}` },
  'bulk-action': { label: 'Bulk action', href: paths.bulkAction },
  message: { label: 'Message', href: openIn(paths.outbox) },
  import: { label: 'Import', href: paths.tokenImport },
  installation: { label: 'Installation' },
}

export const targetKinds = Object.keys(targets) as TargetKind[]

export function targetLabel(kind: string): string {
  return kind in targets ? targets[kind as TargetKind].label : kind
}

/** Where the target is shown; null: nowhere. */
export function targetHref(kind: string, id: string): string | null {
  return kind in targets ? (targets[kind as TargetKind].href?.(id) ?? null) : null
}

export const actorGroupLabels: Readonly<Record<ActorGroup, string>> = {
  people: 'Operators',
  sellers: 'Sellers',
  keys: 'API keys',
  agents: 'Agents',
  visitors: 'Visitors',
  system: 'Gatehouse',
}

const actorKindLabels: Readonly<Record<string, string>> = {
  account: 'Seller',
  viewer: 'Viewer',
  operator: 'Operator',
  admin: 'Administrator',
  system: 'Gatehouse',
  visitor: 'Visitor',
  'api-key': 'API key',
  agent: 'Agent',
}

export interface Actor {
  readonly actorKind: string
  readonly actorId: string | null
  readonly personName: string | null
  readonly keyName: string | null
}

/** The actor's name, and its kind where the name doesn't tell. */
export function actorWords({ actorKind, actorId, personName, keyName }: Actor): {
  readonly name: string
  readonly kind: string | null
} {
  const kind = actorKindLabels[actorKind] ?? actorKind
  if (actorKind === 'system') return { name: 'Gatehouse', kind: actorId }
  const name = personName ?? keyName
  return name === null ? { name: kind, kind: null } : { name, kind }
}

/** Actions whose names in the database are older than the current terms. */
const renamed: Readonly<Partial<Record<Action, string>>> = {
  'connect-link.taken-up': 'Connect link claimed',
  'application.secret-before-ended': 'Application: previous secret deleted',
  'authorization.labelled': 'Authorization labeled',
  'authorization.re-authorized': 'Re-authorized',
  'invitation.cancelled': 'Invitation canceled',
  'call.ran': 'Call run',
  'account.data-deleted': 'Account: data deleted',
}

const nounLabels: Readonly<Record<string, string>> = {
  'api-key': 'API key',
  audit: 'Audit log',
  call: 'Call',
  'seller-emails': 'Emails to sellers',
  webhook: 'Webhook',
}

/** "Connect link", of `connect-link`. */
export function nounLabel(noun: string): string {
  return nounLabels[noun] ?? sentenceCase(noun.replaceAll('-', ' '))
}

/** "Authorization paused", of `authorization.paused`. */
export function actionLabel(action: string): string {
  const [noun = '', done = ''] = action.split('.')
  return renamed[action as Action] ?? `${nounLabel(noun)} ${done.replaceAll('-', ' ')}`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Every noun with its actions, to filter by. */
export function groupActions(
  actions: readonly string[],
): readonly { readonly noun: string; readonly actions: readonly string[] }[] {
  const groups = Map.groupBy(actions, (action) => action.split('.')[0] ?? action)
  return [...groups].map(([noun, of]) => ({ noun, actions: of }))
}
