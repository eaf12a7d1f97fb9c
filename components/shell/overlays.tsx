'use client'

import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { rememberPlace } from './recent-places.ts'

/** Loaded on demand: both are rarely used, and include the dialogs. */
const CommandMenu = lazy(() =>
  import('./command-menu.tsx').then((module) => ({ default: module.CommandMenu })),
)
const KeyboardHelp = lazy(() =>
  import('./keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })),
)

type Overlay = 'commands' | 'help'

const OpenOverlay = createContext<(overlay: Overlay) => void>(() => {})

/** Opens the command menu, or the help for the keyboard. */
export function useOpenOverlay(): (overlay: Overlay) => void {
  return useContext(OpenOverlay)
}

const typing = 'input, select, textarea, [contenteditable]'

/** ⌘K or Ctrl-K opens the command menu on every page, and ? the help. `personId`: the owner of these recent places. */
export function Overlays({
  role,
  personId,
  children,
}: {
  role: OperatorRole
  personId: string
  children: ReactNode
}) {
  const [open, setOpen] = useState<Overlay | null>(null)
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { key, target, metaKey, ctrlKey, altKey } = event
      if (key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !altKey) {
        event.preventDefault()
        setOpen((now) => (now === 'commands' ? null : 'commands'))
        return
      }
      const isTyping = target instanceof HTMLElement && target.closest(`${typing}, [role=dialog]`) !== null
      if (key === '?' && !isTyping && !metaKey && !ctrlKey && !altKey) setOpen('help')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useRecentPlaces(personId)
  const close = () => setOpen(null)
  return (
    <OpenOverlay value={setOpen}>
      {children}
      <Suspense>
        {open === 'commands' && <CommandMenu role={role} personId={personId} close={close} />}
        {open === 'help' && <KeyboardHelp close={close} />}
      </Suspense>
    </OpenOverlay>
  )
}

/** Remembers each page once it has its title. */
function useRecentPlaces(personId: string): void {
  useEffect(() => {
    const remember = () => rememberPlace(personId, window.location.pathname, document.title)
    const watched = new MutationObserver(remember)
    watched.observe(document.head, { subtree: true, childList: true, characterData: true })
    remember()
    return () => watched.disconnect()
  }, [personId])
}
