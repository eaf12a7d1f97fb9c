'use client'

import { SearchIcon } from 'lucide-react'
import { debounce, useQueryStates } from 'nuqs'
import { type ReactNode, type Ref, useTransition } from 'react'
import { Spinner } from '../ui/button.tsx'
import { after, search } from './parameters.ts'

const typingPauseMs = 250

/** Search and filters of a list, above its rows inside of the same card. */
export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b p-3">
      {children}
    </div>
  )
}

interface SearchProps {
  /** The page that is searched. */
  action: string
  value: string
  /** The other parameters of the address, for a search without a script. */
  hidden: Readonly<Record<string, string>>
  placeholder: string
  label: string
  inputRef?: Ref<HTMLInputElement>
}

/** Searches while one types; Enter works without a script. */
export function SearchBox({ action, value, hidden, placeholder, label, inputRef }: SearchProps) {
  const [searching, startTransition] = useTransition()
  const [, show] = useQueryStates({ search, after }, { shallow: false, startTransition })
  return (
    <search className="min-w-0 basis-full sm:max-w-xs sm:flex-1">
      <form
        action={action}
        onSubmit={(event) => {
          event.preventDefault()
          const words = String(new FormData(event.currentTarget).get('search')).trim()
          void show({ search: words, after: null })
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
          onChange={({ target }) =>
            void show(
              { search: target.value.trim(), after: null },
              { limitUrlUpdates: debounce(typingPauseMs) },
            )
          }
          className="h-11 w-full rounded-md border border-line-strong bg-surface pr-3 pl-8 text-lg placeholder:text-ink-faint sm:h-9 sm:text-base"
        />
      </form>
    </search>
  )
}
