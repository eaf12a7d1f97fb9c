'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react'
import { hasSession, type LiveChange, type LiveStatus, startLiveSource } from './live-source.ts'

/** `null`: something was missed, so everything may have changed. */
type Listener = (change: LiveChange | null) => void

interface Live {
  readonly listen: (listener: Listener) => () => void
  readonly watchStatus: (changed: () => void) => () => void
  readonly status: () => LiveStatus
  readonly hasSession: () => Promise<boolean | null>
  readonly start: () => () => void
}

function createLive(url: string): Live {
  const listeners = new Set<Listener>()
  const watchers = new Set<() => void>()
  let status: LiveStatus = 'connecting'
  const tell = (change: LiveChange | null) => {
    for (const listener of listeners) listener(change)
  }
  const add =
    <T,>(set: Set<T>) =>
    (item: T) => {
      set.add(item)
      return () => {
        set.delete(item)
      }
    }
  return {
    listen: add(listeners),
    watchStatus: add(watchers),
    status: () => status,
    hasSession: async () => (status === 'signed-out' ? false : hasSession(url)),
    start: () =>
      startLiveSource(url, {
        onChange: tell,
        onReset: () => tell(null),
        onStatus: (now) => {
          status = now
          for (const changed of watchers) changed()
        },
      }),
  }
}

const LiveContext = createContext<Live | null>(null)

/** Keeps the pages inside it live. `url`: the stream's. */
export function LiveProvider({ url, children }: { url: string; children: ReactNode }) {
  const [live] = useState(() => createLive(url))
  useEffect(() => live.start(), [live])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** Calls `handle` for every change, and with null when everything may have changed. */
export function useLiveChanges(handle: Listener): void {
  const live = useContext(LiveContext)
  const listener = useEffectEvent(handle)
  useEffect(() => live?.listen((change) => listener(change)), [live])
}

/** `off` outside a provider. */
export function useLiveStatus(): LiveStatus {
  const live = useContext(LiveContext)
  return useSyncExternalStore(
    live?.watchStatus ?? watchNothing,
    () => live?.status() ?? 'off',
    () => 'connecting',
  )
}

/** Checks whether this page would still be rendered for the same person. A stream may learn that a moment later. */
export function useSessionCheck(): () => Promise<boolean | null> {
  return useContext(LiveContext)?.hasSession ?? always
}

const always = async () => true
const watchNothing = () => () => {}
