import { useMemo, useSyncExternalStore } from 'react'

const key = 'gatehouse.selected'
const none: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()
/** What this tab has stored, also if its browser stores nothing; undefined until it was read. */
let held: string | null | undefined

function read(): string | null {
  if (held === undefined) {
    try {
      held = sessionStorage.getItem(key)
    } catch {
      held = null
    }
  }
  return held
}

function write(text: string | null): void {
  held = text
  try {
    if (text === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // A browser that stores nothing keeps the selection until the page is loaded again.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * The rows that are selected in a list, on all pages of the same filter, kept in this tab. Selecting with another
 * filter starts over.
 */
export function useSelection(filter: string): {
  readonly ids: ReadonlySet<string>
  readonly select: (ids: Iterable<string>) => void
} {
  const stored = useSyncExternalStore(subscribe, read, () => null)
  const ids = useMemo(() => parseSelection(stored, filter), [stored, filter])
  const select = (chosen: Iterable<string>) => {
    const list = [...new Set(chosen)]
    write(list.length === 0 ? null : JSON.stringify({ filter, ids: list }))
  }
  return { ids, select }
}

/** After an action with it has started. */
export const forgetSelection = () => write(null)

function parseSelection(text: string | null, filter: string): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(text ?? 'null')
    const isOfFilter =
      typeof stored === 'object' && stored !== null && 'filter' in stored && stored.filter === filter
    if (!isOfFilter || !('ids' in stored) || !Array.isArray(stored.ids)) return none
    return new Set(stored.ids.filter((id) => typeof id === 'string'))
  } catch {
    return none
  }
}
