'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import type { AuthorizationSummary } from '../authorizations/authorizations-page.ts'
import { wholeList } from '../authorizations/list-view.ts'
import { authorizationsQuery } from '../authorizations/queries.ts'
import { controlClass } from '../ui/field.tsx'
import { callsHref } from './calls-view.ts'
import { PartnerOption } from './partner-option.tsx'

const mostOptions = 8

/** Finds a selling partner by store name, id or account, and shows its calls. */
export function PartnerPicker({ chosenName }: { chosenName: string | null }) {
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState(chosenName ?? '')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const search = useDeferredValue(text === chosenName ? '' : text.trim())
  const { data } = useQuery({
    ...authorizationsQuery({ ...wholeList, search, sort: 'name' }),
    enabled: open,
    refetchInterval: false,
    placeholderData: (before) => before,
  })
  const options = data?.rows.filter(({ state }) => state !== 'disconnected').slice(0, mostOptions) ?? []

  function choose(option: AuthorizationSummary | undefined) {
    if (option === undefined) return
    setText(option.name)
    setOpen(false)
    router.push(callsHref({ authorization: option.id }))
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Escape') setOpen(false)
    if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(options[active])
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    setOpen(true)
    setActive((active + step + options.length) % Math.max(options.length, 1))
  }

  return (
    <div className="relative">
      <input
        id="partner"
        role="combobox"
        aria-expanded={open}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] !== undefined ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Store name, id or account"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        className={controlClass}
      />
      <div
        id={id}
        role="listbox"
        aria-label="Selling partners"
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line-strong/60 bg-surface p-1"
      >
        {options.map((option, index) => (
          <PartnerOption
            key={option.id}
            id={`${id}-${index}`}
            option={option}
            state={data?.counts.find(({ state }) => state === option.state)}
            isActive={index === active}
            choose={() => choose(option)}
          />
        ))}
        {data !== undefined && options.length === 0 && (
          <div role="presentation" className="px-3 py-2 text-ink-muted">
            No connected selling partner matches.
          </div>
        )}
        {data === undefined && (
          <div role="presentation" className="px-3 py-2 text-ink-muted">
            Searching
          </div>
        )}
      </div>
    </div>
  )
}
