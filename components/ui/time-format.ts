'use client'

import { useSyncExternalStore } from 'react'

export const timeFormats = ['relative', 'local', 'utc'] as const
export type TimeFormat = (typeof timeFormats)[number]

let format: TimeFormat = 'relative'
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How every time stamp of the page is written: one choice, so that times can be compared. */
export function useTimeFormat(): TimeFormat {
  return useSyncExternalStore(
    subscribe,
    () => format,
    () => 'relative',
  )
}

export function chooseTimeFormat(chosen: TimeFormat): void {
  format = chosen
  for (const listener of listeners) listener()
}
