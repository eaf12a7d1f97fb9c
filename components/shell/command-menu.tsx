'use client'

import { Command as Menu } from 'cmdk'
import { HistoryIcon, type LucideIcon, SearchIcon, StoreIcon, TerminalIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { HealthBadge } from '../authorizations/health-badge.tsx'
import { callsView } from '../calls/calls-view.ts'
import { paths } from '../paths.ts'
import { Spinner } from '../ui/button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { toast } from '../ui/toaster.tsx'
import { type Command, commandsFor, matches } from './commands.ts'
import { readPlaces } from './recent-places.ts'
import { type FoundPartner, useFound } from './use-found.ts'

/**
 * Opens a selling partner, an operation, a page or a recent place, or runs an action: the typed text decides. On a
 * selling partner's page, an operation is for that one.
 */
export function CommandMenu({
  role,
  personId,
  close,
}: {
  role: OperatorRole
  personId: string
  close: () => void
}) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [{ pages, actions }] = useState(() => commandsFor(role))
  const [places] = useState(() => readPlaces(personId))
  const [current] = useState(currentPartner)
  const [uncopied, setUncopied] = useState<string | null>(null)
  const { partners, operations, isSearching, isBroken } = useFound(typed.trim(), current)
  const isEmpty = typed.trim() === ''

  function goTo(href: string) {
    close()
    router.push(href)
  }
  async function choose({ href, copied }: Command) {
    if (copied === undefined) return goTo(href)
    const address = new URL(href, window.location.origin).href
    if (!(await copyText(address))) return setUncopied(address)
    close()
    toast(copied)
  }
  const found = (commands: readonly Command[]) => commands.filter((command) => matches(command, typed))
  const [foundPages, foundActions] = [found(pages), found(actions)]
  const recent = isEmpty ? places.filter(({ href }) => href !== window.location.pathname) : []
  const hasNothing = [partners, operations, foundPages, foundActions, recent].every(
    (list) => list.length === 0,
  )

  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-backdrop/50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[10dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-md border border-line bg-surface shadow-lg"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Menu shouldFilter={false} loop label="Search and commands">
            <div className="flex items-center gap-2.5 border-line border-b px-4 text-ink-muted">
              {isSearching ? <Spinner size={16} /> : <SearchIcon size={16} />}
              <Menu.Input
                value={typed}
                onValueChange={setTyped}
                maxLength={200}
                placeholder="Selling partner, page, operation or action"
                className="h-12 min-w-0 flex-1 bg-transparent text-ink text-lg outline-none placeholder:text-ink-faint"
              />
            </div>
            {uncopied !== null && <Uncopied address={uncopied} />}
            <Menu.List className="max-h-[60dvh] overflow-y-auto p-2 [scroll-padding-block:0.5rem]">
              <Group heading="Selling partners">
                {partners.map((partner) => (
                  <Item
                    key={partner.id}
                    value={partner.id}
                    icon={StoreIcon}
                    onChoose={() => goTo(paths.authorization(partner.id))}
                  >
                    <PartnerName partner={partner} />
                    <HealthBadge health={partner.health} />
                  </Item>
                ))}
              </Group>
              <Group heading="Recent">
                {recent.map(({ href, title }) => (
                  <Item key={href} value={`recent ${href}`} icon={HistoryIcon} onChoose={() => goTo(href)}>
                    <span className="truncate">{title}</span>
                  </Item>
                ))}
              </Group>
              <Group heading="Go to">
                {foundPages.map((command) => (
                  <Item
                    key={command.id}
                    value={`page ${command.id}`}
                    icon={command.icon}
                    onChoose={() => choose(command)}
                  >
                    {command.label}
                  </Item>
                ))}
              </Group>
              <Group heading="Actions">
                {foundActions.map((command) => (
                  <Item
                    key={command.id}
                    value={`action ${command.id}`}
                    icon={command.icon}
                    onChoose={() => choose(command)}
                  >
                    {command.label}
                  </Item>
                ))}
              </Group>
              <Group heading="Run an operation">
                {operations.map((operation) => (
                  <Item
                    key={operation.key}
                    value={`operation ${operation.key}`}
                    icon={TerminalIcon}
                    onChoose={() =>
                      goTo(
                        callsView.href(callsView.whole, { authorization: current, operation: operation.key }),
                      )
                    }
                  >
                    <span className="grid min-w-0 flex-1 leading-snug">
                      <span className="truncate font-medium">{operation.id}</span>
                      <span className="truncate text-ink-muted text-sm">
                        {operation.api} {operation.version}
                      </span>
                    </span>
                  </Item>
                ))}
              </Group>
            </Menu.List>
            <div role="status">
              {hasNothing && !isSearching && (
                <div className="grid gap-1 px-4 pt-2 pb-5 text-center text-ink-muted">
                  {isBroken ? (
                    <p>Selling partners and operations can’t be searched right now.</p>
                  ) : (
                    <>
                      <p>No matches.</p>
                      <p className="text-sm">
                        Search selling partners by store name, id or account, and pages, operations and
                        actions by name.
                      </p>
                    </>
                  )}
                </div>
              )}
            </div>
          </Menu>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** An address that the browser didn't let the page copy. */
function Uncopied({ address }: { address: string }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <div className="grid gap-1.5 border-line border-b px-4 py-3">
      <p id={id} role="alert">
        The browser didn’t allow copying. Copy the address from here:
      </p>
      <input
        ref={field}
        aria-labelledby={id}
        readOnly
        value={address}
        className="w-full rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-sm"
      />
    </div>
  )
}

function Group({ heading, children }: { heading: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <Menu.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-ink-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Menu.Group>
  )
}

function Item({
  value,
  icon: Icon,
  onChoose,
  children,
}: {
  value: string
  icon: LucideIcon
  onChoose: () => void
  children: ReactNode
}) {
  return (
    <Menu.Item
      value={value}
      onSelect={onChoose}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-sm px-2 py-1.5 aria-selected:bg-sunken"
    >
      <Icon size={16} className="text-ink-muted" />
      {children}
    </Menu.Item>
  )
}

/** The selling partner whose page is open, or who is chosen in the call runner. */
function currentPartner(): string | null {
  const { pathname, search } = window.location
  if (pathname === paths.calls) return new URLSearchParams(search).get('authorization')
  const [, id = null] = /^\/ops\/authorizations\/([\da-f-]{36})(?:\/|$)/.exec(pathname) ?? []
  return id
}

function PartnerName({ partner: { name, sellingPartnerId, accountName } }: { partner: FoundPartner }) {
  return (
    <span className="grid min-w-0 flex-1 leading-snug">
      <span className="truncate font-medium">{name}</span>
      <span className="truncate text-ink-muted text-sm">
        {sellingPartnerId !== null && (
          <>
            <span className="font-mono">{sellingPartnerId}</span>,{' '}
          </>
        )}
        {accountName}
      </span>
    </span>
  )
}
