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

/** What matches on the server. Of the last results, those that still match stay until the next ones arrive. */
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
  const isSearching = last.for !== typed
  return { ...(isSearching ? narrow(last.found, typed) : last.found), isBroken: last.isBroken, isSearching }
}

/** Enter must not open what matched an earlier text. */
function narrow({ partners, operations }: Found, typed: string): Found {
  const words = typed.toLowerCase().split(/\s+/)
  const matches = (...texts: readonly (string | null)[]) => {
    const text = texts.join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return {
    partners: partners.filter((one) => matches(one.name, one.sellingPartnerId, one.accountName, one.id)),
    operations: operations.filter(({ id, api, version }) => matches(id, api, version)),
  }
}
