'use client'

import { useRouter } from 'next/navigation'
import { type Ref, useEffect, useRef, useTransition } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { type ListView, listHref } from './list-view.ts'

const typingPauseMs = 250

/** Searches while one types; Enter works without a script. */
export function ListSearch({ view, inputRef }: { view: ListView; inputRef: Ref<HTMLInputElement> }) {
  const router = useRouter()
  const [searching, startSearching] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(text: string, pauseMs: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => startSearching(() => router.replace(listHref(view, { search: text.trim() }), { scroll: false })),
      pauseMs,
    )
  }

  return (
    <search className="min-w-0 basis-full sm:max-w-xs sm:flex-1">
      <form
        action="/ops"
        onSubmit={(event) => {
          event.preventDefault()
          search(String(new FormData(event.currentTarget).get('search')), 0)
        }}
        className="relative"
      >
        {view.states.length > 0 && <input type="hidden" name="state" value={view.states.join(',')} />}
        {view.sort !== 'attention' && <input type="hidden" name="sort" value={view.sort} />}
        <span className="pointer-events-none absolute inset-y-0 left-2.5 grid items-center text-ink-muted">
          {searching ? <Spinner size={14} /> : <Icon name="search" size={14} />}
        </span>
        <input
          ref={inputRef}
          type="search"
          name="search"
          defaultValue={view.search}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder="Store, id or account"
          aria-label="Search selling partners by store name, selling partner id or account"
          aria-keyshortcuts="/"
          onChange={(event) => search(event.target.value, typingPauseMs)}
          className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-8 text-lg placeholder:text-ink-faint sm:h-9 sm:text-base"
        />
      </form>
    </search>
  )
}
