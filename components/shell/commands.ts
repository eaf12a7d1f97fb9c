import {
  CopyIcon,
  KeyRoundIcon,
  LinkIcon,
  type LucideIcon,
  PackagePlusIcon,
  PlugIcon,
  TerminalIcon,
  WebhookIcon,
} from 'lucide-react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { paths } from '../paths.ts'
import { mayOpen, type Page, pageGroups } from './pages.ts'

/*
 * The registry of everything that can be done from anywhere: pages to open, actions, and keys. The command menu offers
 * it, and the keyboard help lists it.
 */

/** An entry of the command menu. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  /** Its page. */
  readonly href: string
  /** Copies the address instead of opening it, and then says this. */
  readonly copied?: string
  /** Other words with which people search for it. */
  readonly words: string
}

type Action = Omit<Command, 'words'> & Pick<Page, 'for' | 'words'>

const actions: readonly Action[] = [
  {
    id: 'copy-connect-link',
    label: 'Copy the connect link',
    icon: CopyIcon,
    href: '/',
    copied: 'Connect link copied.',
    words: 'invite seller address',
  },
  {
    id: 'create-link',
    label: 'Create a connect link',
    icon: LinkIcon,
    href: paths.links,
    for: 'operator',
    words: 'invite seller new',
  },
  {
    id: 'self-authorize',
    label: 'Self-authorize a selling partner',
    icon: PlugIcon,
    href: paths.selfAuthorize,
    for: 'operator',
    words: 'add refresh token paste',
  },
  {
    id: 'run-call',
    label: 'Run a call',
    icon: TerminalIcon,
    href: paths.calls,
    for: 'operator',
    words: 'operation sp-api test',
  },
  {
    id: 'create-key',
    label: 'Create an API key',
    icon: KeyRoundIcon,
    href: paths.keys,
    for: 'admin',
    words: 'new program',
  },
  {
    id: 'add-application',
    label: 'Add an application',
    icon: PackagePlusIcon,
    href: paths.newApplication,
    for: 'admin',
    words: 'new client',
  },
  {
    id: 'add-webhook',
    label: 'Add a webhook',
    icon: WebhookIcon,
    href: paths.newWebhook,
    for: 'admin',
    words: 'new endpoint',
  },
]

export interface CommandGroups {
  readonly pages: readonly Command[]
  readonly actions: readonly Command[]
}

/** The commands for a role. */
export function commandsFor(role: OperatorRole): CommandGroups {
  const withWords = ({ words = '', ...rest }: Action): Command => ({ ...rest, words })
  return {
    pages: pageGroups
      .flatMap(({ pages }) => pages)
      .filter((page) => mayOpen(page, role))
      .map(({ href, label, icon, words = '' }) => ({ id: href, href, label, icon, words })),
    actions: actions.filter((action) => mayOpen(action, role)).map(withWords),
  }
}

/** Whether every typed word begins a word of the command. */
export function matches({ label, words }: Pick<Command, 'label' | 'words'>, typed: string): boolean {
  const known = `${label} ${words}`.toLowerCase().split(/[\s-]+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => known.some((one) => one.startsWith(word)))
}

export interface Shortcut {
  /** Keys that are pressed together. */
  readonly keys: readonly string[]
  readonly label: string
}

/** Every key, by where it works. */
export const shortcuts: readonly { readonly where: string; readonly keys: readonly Shortcut[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: ['Ctrl', 'K'], label: 'Search and commands (⌘ K on a Mac)' },
      { keys: ['?'], label: 'Show keyboard shortcuts' },
      { keys: ['Esc'], label: 'Close the dialog or menu' },
    ],
  },
  {
    where: 'In the list of selling partners',
    keys: [
      { keys: ['/'], label: 'Search' },
      { keys: ['j'], label: 'Next selling partner' },
      { keys: ['k'], label: 'Previous selling partner' },
      { keys: ['Enter'], label: 'Open it' },
      { keys: ['x'], label: 'Select it, or clear the selection' },
    ],
  },
]
