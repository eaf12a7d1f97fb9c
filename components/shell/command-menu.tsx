'use client'

import { Command as Menu } from 'cmdk'
import { HistoryIcon, type LucideIcon, SearchIcon, StoreIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { HealthBadge } from '../authorizations/health-badge.tsx'
import { readJson } from '../list/read-json.ts'
import { paths } from '../paths.ts'
import { Spinner } from '../ui/button.tsx'
import { type Command, commandsFor, matches } from './commands.ts'
import { readPlaces } from './recent-places.ts'

/** A selling partner in the menu. */
export interface FoundPartner {
  readonly id: string
  readonly name: string
  readonly sellingPartnerId: string | null
  readonly accountName: string
  readonly health: DisplayedHealth
}

/** Opens a selling partner, a page or a recent place, or runs an action: the typed text decides. */
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
  const { partners, isSearching, isBroken } = usePartners(typed.trim())
  const isEmpty = typed.trim() === ''

  function goTo(href: string) {
    close()
    router.push(href)
  }
  function choose({ href, isCopied }: Command) {
    if (isCopied === undefined) return goTo(href)
    close()
    void navigator.clipboard.writeText(new URL(href, window.location.origin).href)
  }
  const found = (commands: readonly Command[]) => commands.filter((command) => matches(command, typed))
  const [foundPages, foundActions] = [found(pages), found(actions)]
  const recent = isEmpty ? places.filter(({ href }) => href !== window.location.pathname) : []
  const hasNothing = [partners, foundPages, foundActions, recent].every((list) => list.length === 0)

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
                placeholder="Selling partner, page or action"
                className="h-12 min-w-0 flex-1 bg-transparent text-ink text-lg outline-none placeholder:text-ink-faint"
              />
            </div>
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
            </Menu.List>
            <div role="status">
              {hasNothing && !isSearching && (
                <div className="grid gap-1 px-4 pt-2 pb-5 text-center text-ink-muted">
                  {isBroken ? (
                    <p>Selling partners can’t be searched right now.</p>
                  ) : (
                    <>
                      <p>No matches.</p>
                      <p className="text-sm">
                        Search selling partners by store name, id or account, and pages and actions by name.
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

const typingPauseMs = 150

/** Matching selling partners, found on the server; the last results stay until the next ones arrive. */
function usePartners(typed: string) {
  const [found, setFound] = useState<{
    readonly for: string
    readonly partners: readonly FoundPartner[]
    readonly isBroken: boolean
  }>({ for: '', partners: [], isBroken: false })
  useEffect(() => {
    if (typed === '') return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      const address = `${paths.data('find')}?${new URLSearchParams({ search: typed })}`
      readJson<{ readonly partners: readonly FoundPartner[] }>(address, controller.signal)
        .then(({ partners }) => setFound({ for: typed, partners, isBroken: false }))
        .catch(() => {
          if (!controller.signal.aborted) setFound({ for: typed, partners: [], isBroken: true })
        })
    }, typingPauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [typed])
  if (typed === '') return { partners: [], isSearching: false, isBroken: false }
  const { partners, isBroken } = found
  return { partners, isBroken, isSearching: found.for !== typed }
}
