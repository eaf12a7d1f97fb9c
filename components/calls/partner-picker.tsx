'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import type { AuthorizationRow } from '../authorizations/authorization-columns.tsx'
import { authorizationsView, type StateCount } from '../authorizations/authorizations-view.ts'
import { Badge } from '../ui/badge.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { callsView } from './calls-view.ts'

const mostOptions = 8

/** Finds a selling partner by store name, id or account, and shows its calls. `labelledBy` is the id of what names the field. */
export function PartnerPicker({ labelledBy, chosenName }: { labelledBy: string; chosenName: string | null }) {
  const router = useRouter()
  const [text, setText] = useState(chosenName ?? '')
  const [isWanted, setWanted] = useState(false)
  const search = useDeferredValue(text === chosenName ? '' : text.trim())
  const { data } = useQuery({
    ...authorizationsView.query({ ...authorizationsView.whole, search, sort: 'name' }),
    enabled: isWanted,
    refetchInterval: false,
    placeholderData: (previous) => previous,
  })
  return (
    <Combobox
      labelledBy={labelledBy}
      text={text}
      onType={setText}
      onOpen={() => setWanted(true)}
      options={data?.rows.filter(({ state }) => state !== 'disconnected').slice(0, mostOptions)}
      keyOf={(option) => option.id}
      renderOption={(option) => (
        <Option option={option} state={data?.counts.find(({ state }) => state === option.state)} />
      )}
      onChoose={(option) => {
        setText(option.name)
        router.push(callsView.href(callsView.whole, { authorization: option.id }))
      }}
      label="Selling partners"
      placeholder="Store name, id or account"
      none="No connected selling partner matches."
    />
  )
}

function Option({ option, state }: { option: AuthorizationRow; state: StateCount | undefined }) {
  return (
    <>
      <span className="grid min-w-0">
        <span className="truncate font-medium">{option.name}</span>
        <span className="truncate text-ink-muted text-sm">
          {option.sellingPartnerId !== null && (
            <>
              <span className="font-mono">{option.sellingPartnerId}</span>,{' '}
            </>
          )}
          {option.accountName}
        </span>
      </span>
      {state !== undefined && <Badge tone={state.tone}>{state.label}</Badge>}
    </>
  )
}
