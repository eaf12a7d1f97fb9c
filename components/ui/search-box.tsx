'use client'

import { SearchIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type Ref, useEffect, useRef, useTransition } from 'react'
import { Spinner } from './button.tsx'

const typingPauseMs = 250

interface Props {
  /** The page that is searched. */
  action: string
  value: string
  /** What else stands in the address, for a search without a script. */
  hidden: Readonly<Record<string, string>>
  placeholder: string
  label: string
  hrefOf: (text: string) => string
  inputRef?: Ref<HTMLInputElement>
}

/** Searches while one types; Enter works without a script. */
export function SearchBox({ action, value, hidden, placeholder, label, hrefOf, inputRef }: Props) {
  const router = useRouter()
  const [searching, startSearching] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(text: string, pauseMs: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => startSearching(() => router.replace(hrefOf(text.trim()), { scroll: false })),
      pauseMs,
    )
  }

  return (
    <search className="min-w-0 basis-full sm:max-w-xs sm:flex-1">
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault()
          search(String(new FormData(event.currentTarget).get('search')), 0)
        }}
        className="relative"
      >
        {Object.entries(hidden).map(([name, text]) => (
          <input key={name} type="hidden" name={name} value={text} />
        ))}
        <span className="pointer-events-none absolute inset-y-0 left-2.5 grid items-center text-ink-muted">
          {searching ? <Spinner size={14} /> : <SearchIcon size={14} />}
        </span>
        <input
          ref={inputRef}
          type="search"
          name="search"
          defaultValue={value}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-label={label}
          aria-keyshortcuts="/"
          onChange={(event) => search(event.target.value, typingPauseMs)}
          className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-8 text-lg placeholder:text-ink-faint sm:h-9 sm:text-base"
        />
      </form>
    </search>
  )
}
