'use client'

import { SearchIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { debounce, useQueryStates } from 'nuqs'
import { type ReactNode, type RefObject, useEffect, useRef, useTransition } from 'react'
import { Spinner } from '../ui/button.tsx'
import { after, search } from './parameters.ts'
import { useShownValue } from './use-shown-value.ts'

const typingPauseMs = 250

/** Search and filters of a list, above its rows in the same card. */
export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b p-3">
      {children}
    </div>
  )
}

interface SearchProps {
  /** The page with the list. */
  action: string
  value: string
  /** The other parameters of the address, for a search without a script. */
  hidden: Readonly<Record<string, string>>
  placeholder: string
  label: string
  inputRef?: RefObject<HTMLInputElement | null>
  /** The address of a search, unless it is this page's with another `search`. */
  hrefOf?: (words: string) => string
}

/** Searches while a person types; Enter works without a script. */
export function SearchBox({ action, value, hidden, placeholder, label, inputRef, hrefOf }: SearchProps) {
  const [searching, startTransition] = useTransition()
  const [, show] = useQueryStates({ search, after }, { shallow: false, startTransition })
  const router = useRouter()
  const pause = useRef<number>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])
  const field = useShownValue(value, inputRef)

  function find(text: string, pauseMs: number): void {
    const words = text.trim()
    if (hrefOf === undefined) {
      void show({ search: words, after: null }, pauseMs > 0 ? { limitUrlUpdates: debounce(pauseMs) } : {})
      return
    }
    clearTimeout(pause.current)
    const href = hrefOf(words)
    pause.current = window.setTimeout(
      () => startTransition(() => router.replace(href, { scroll: false })),
      pauseMs,
    )
  }
  return (
    <search className="min-w-0 basis-full sm:min-w-48 sm:max-w-xs sm:flex-1">
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault()
          find(String(new FormData(event.currentTarget).get('search')), 0)
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
          ref={field}
          type="search"
          name="search"
          defaultValue={value}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-label={label}
          aria-keyshortcuts="/"
          onChange={({ target }) => find(target.value, typingPauseMs)}
          className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-8 text-lg placeholder:text-ink-faint sm:h-9 sm:text-base"
        />
      </form>
    </search>
  )
}
