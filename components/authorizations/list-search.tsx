'use client'

import type { Ref } from 'react'
import { SearchBox } from '../ui/search-box.tsx'
import { type ListView, listHref } from './list-view.ts'

/** Searches the selling partners. */
export function ListSearch({ view, inputRef }: { view: ListView; inputRef: Ref<HTMLInputElement> }) {
  return (
    <SearchBox
      action="/ops"
      value={view.search}
      hidden={{
        ...(view.states.length > 0 && { state: view.states.join(',') }),
        ...(view.sort !== 'attention' && { sort: view.sort }),
      }}
      placeholder="Store, id or account"
      label="Search selling partners by store name, selling partner id or account"
      hrefOf={(search) => listHref(view, { search })}
      inputRef={inputRef}
    />
  )
}
