'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { AuthorizationRow } from '../authorizations/authorization-columns.tsx'
import { authorizationsView, connectedMatches } from '../authorizations/authorizations-view.ts'
import { HealthBadge } from '../authorizations/health-badge.tsx'
import { Combobox } from '../ui/combobox.tsx'

const mostOptions = 8

/** Finds a selling partner by store name, id or account. `labeledBy` is the id of what names the field. */
export function PartnerPicker({
  labeledBy,
  chosenName,
  onChoose,
}: {
  labeledBy: string
  chosenName: string | null
  onChoose: (id: string) => void
}) {
  const [text, setText] = useState(chosenName ?? '')
  const [isWanted, setWanted] = useState(false)
  const search = useDeferredValue(text === chosenName ? '' : text.trim())
  const { data } = useQuery({
    ...authorizationsView.query(connectedMatches(search)),
    enabled: isWanted,
    refetchInterval: false,
    placeholderData: (previous) => previous,
  })
  return (
    <Combobox
      labeledBy={labeledBy}
      text={text}
      onType={setText}
      onOpen={() => setWanted(true)}
      options={data?.rows.slice(0, mostOptions)}
      keyOf={(option) => option.id}
      renderOption={(option) => <Option option={option} />}
      onChoose={(option) => {
        setText(option.name)
        onChoose(option.id)
      }}
      onLeave={() => setText(chosenName ?? '')}
      label="Selling partners"
      placeholder="Store name, id or account"
      none="No connected selling partner matches."
    />
  )
}

function Option({ option }: { option: AuthorizationRow }) {
  return (
    <span className="grid min-w-0 flex-1">
      <span className="flex min-w-0 flex-wrap items-center justify-between gap-x-3">
        <span className="min-w-0 font-medium wrap-anywhere">{option.name}</span>
        <HealthBadge health={option.health} />
      </span>
      <span className="text-ink-muted text-sm wrap-anywhere">
        {option.sellingPartnerId !== null && (
          <>
            <span className="font-mono">{option.sellingPartnerId}</span>,{' '}
          </>
        )}
        {option.accountName}
      </span>
    </span>
  )
}
