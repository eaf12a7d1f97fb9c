'use client'

import { useSyncExternalStore } from 'react'

const tickMs = 10_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let nowMs = 0

/** How far the server's clock was moved ahead of the real time. */
const aheadMs = () => Number(document.documentElement.dataset.clockAheadMs ?? 0)

function tick() {
  nowMs = Date.now() + aheadMs()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    nowMs = Date.now() + aheadMs()
    timer = setInterval(tick, tickMs)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** The time in ms, moving every ten seconds on one timer for the whole page; null on the server and while hydrating. */
export function useNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => nowMs || null,
    () => null,
  )
}
