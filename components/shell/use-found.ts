import { useEffect, useState } from 'react'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { readJson } from '../list/read-json.ts'
import { paths } from '../paths.ts'

/** A selling partner in the command menu. */
export interface FoundPartner {
  readonly id: string
  readonly name: string
  readonly sellingPartnerId: string | null
  readonly accountName: string
  readonly health: DisplayedHealth
}

/** An operation in the command menu. */
export interface FoundOperation {
  readonly key: string
  readonly id: string
  readonly api: string
  readonly version: string
}

/** What the server finds for a text. */
export interface Found {
  readonly partners: readonly FoundPartner[]
  /** Those that the person can run. */
  readonly operations: readonly FoundOperation[]
}

const nothing: Found = { partners: [], operations: [] }
const typingPauseMs = 150

/** What matches on the server; the last results stay until the next ones arrive. */
export function useFound(
  typed: string,
  /** The selling partner for whom operations are run; null: any. */
  authorization: string | null,
): Found & { readonly isSearching: boolean; readonly isBroken: boolean } {
  const [last, setLast] = useState({ for: '', found: nothing, isBroken: false })
  useEffect(() => {
    if (typed === '') return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      const address = `${paths.data('find')}?${new URLSearchParams({ search: typed, ...(authorization !== null && { authorization }) })}`
      readJson<Found>(address, controller.signal)
        .then((found) => setLast({ for: typed, found, isBroken: false }))
        .catch(() => {
          if (!controller.signal.aborted) setLast({ for: typed, found: nothing, isBroken: true })
        })
    }, typingPauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [typed, authorization])
  if (typed === '') return { ...nothing, isSearching: false, isBroken: false }
  return { ...last.found, isBroken: last.isBroken, isSearching: last.for !== typed }
}
