import {
  ActivityIcon,
  BellIcon,
  CalendarClockIcon,
  ClipboardCheckIcon,
  FileInputIcon,
  HistoryIcon,
  KeyRoundIcon,
  LayoutDashboardIcon,
  LinkIcon,
  ListChecksIcon,
  LockKeyholeIcon,
  type LucideIcon,
  PackageIcon,
  PaletteIcon,
  ScrollTextIcon,
  SendIcon,
  StethoscopeIcon,
  StoreIcon,
  TerminalIcon,
  UsersIcon,
  WebhookIcon,
} from 'lucide-react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { paths } from '../paths.ts'

/** Badges count things that need a person. */
export type BadgeName = 'authorizations' | 'incidents' | 'renewals' | 'attempts' | 'applications' | 'webhooks'
export type Badges = Readonly<Record<BadgeName, number>>

export interface Page {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
  readonly badge?: BadgeName
  /** The badge's unit, for a screen reader. */
  readonly badgeLabel?: string
  /** The minimum role that can open it; left out: everybody. */
  readonly for?: 'operator' | 'admin'
  /** Other words with which people search for it. */
  readonly words?: string
}

interface PageGroup {
  /** Null: the group needs no name. */
  readonly label: string | null
  readonly pages: readonly Page[]
}

/** Every page of the dashboard, for its navigation and its command menu. */
export const pageGroups: readonly PageGroup[] = [
  {
    label: null,
    pages: [
      { href: paths.overview, label: 'Overview', icon: LayoutDashboardIcon, words: 'home dashboard charts' },
      {
        href: paths.authorizations,
        label: 'Selling partners',
        icon: StoreIcon,
        badge: 'authorizations',
        badgeLabel: 'need to authorize again or are blocked',
        words: 'sellers vendors authorizations',
      },
      {
        href: paths.incidents,
        label: 'Incidents',
        icon: ActivityIcon,
        badge: 'incidents',
        badgeLabel: 'ongoing',
        words: 'outage',
      },
      {
        href: paths.renewals,
        label: 'Renewals',
        icon: CalendarClockIcon,
        badge: 'renewals',
        badgeLabel: 'overdue',
        words: 'calendar expiry',
      },
      {
        href: paths.bulkActions,
        label: 'Bulk actions',
        icon: ListChecksIcon,
        words: 'many jobs pause resume tag links',
      },
    ],
  },
  {
    label: 'Connect',
    pages: [
      { href: paths.links, label: 'Connect links', icon: LinkIcon, words: 'invite seller' },
      {
        href: paths.attempts,
        label: 'Attempts',
        icon: HistoryIcon,
        badge: 'attempts',
        badgeLabel: 'to review',
        words: 'quarantine',
      },
      {
        href: paths.imports,
        label: 'Imports',
        icon: FileInputIcon,
        for: 'operator',
        words: 'refresh tokens csv migrate bring',
      },
    ],
  },
  {
    label: 'Develop',
    pages: [
      { href: paths.calls, label: 'Calls', icon: TerminalIcon, words: 'run operation sp-api' },
      { href: paths.keys, label: 'API keys', icon: KeyRoundIcon, for: 'admin', words: 'program token' },
      {
        href: paths.webhooks,
        label: 'Webhooks',
        icon: WebhookIcon,
        badge: 'webhooks',
        badgeLabel: 'not delivered',
        words: 'endpoints events',
      },
      { href: paths.diagnose, label: 'Diagnose', icon: StethoscopeIcon, words: 'error explain paste' },
    ],
  },
  {
    label: 'Admin',
    pages: [
      {
        href: paths.applications,
        label: 'Applications',
        icon: PackageIcon,
        badge: 'applications',
        badgeLabel: 'with a client secret that is due',
        words: 'client secret roles',
      },
      { href: paths.people, label: 'People', icon: UsersIcon, for: 'admin', words: 'operators invite users' },
      {
        href: paths.encryption,
        label: 'Encryption keys',
        icon: LockKeyholeIcon,
        for: 'admin',
        words: 'rotate seal retire',
      },
      { href: paths.notifications, label: 'Notifications', icon: BellIcon, words: 'email slack teams rules' },
      { href: paths.outbox, label: 'Outbox', icon: SendIcon, words: 'messages emails sent' },
      {
        href: paths.settings,
        label: 'Settings',
        icon: PaletteIcon,
        for: 'admin',
        words: 'branding logo colors company name imprint privacy terms support',
      },
      {
        href: paths.compliance,
        label: 'Compliance',
        icon: ClipboardCheckIcon,
        for: 'admin',
        words: 'data protection policy access review delete seller report evidence',
      },
      { href: paths.audit, label: 'Audit log', icon: ScrollTextIcon, for: 'operator', words: 'history who' },
    ],
  },
]

/** Whether a role can open the page. */
export function mayOpen({ for: least }: Pick<Page, 'for'>, role: OperatorRole): boolean {
  if (least === undefined || role === 'admin') return true
  return least === 'operator' && role === 'operator'
}

/** Whether an address belongs to the page: it is its own, or one below it. */
export function isCurrent({ href }: Pick<Page, 'href'>, path: string): boolean {
  return path === href || (href !== paths.overview && path.startsWith(`${href}/`))
}
