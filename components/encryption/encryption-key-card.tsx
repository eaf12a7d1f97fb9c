'use client'

import type { EncryptionKeyState } from '#lib/keys/encryption-keys.ts'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import { keyStates } from './encryption-words.ts'
import { ExposureProgress } from './exposure-progress.tsx'

/** One key: its purpose, and the button that retires it once nothing is sealed with it. */
export function EncryptionKeyCard({
  id,
  state,
  createdAt,
  retiredAt,
  isHeld,
  wrappedBy,
  compromised,
  count,
  retire,
  markCompromised,
}: {
  id: string
  state: EncryptionKeyState
  createdAt: string | null
  retiredAt: string | null
  isHeld: boolean
  wrappedBy: string | null
  compromised: { readonly at: string; readonly exposed: number; readonly left: number } | null
  count: number
  retire: FormAction
  markCompromised: FormAction
}) {
  const { tone, word } = keyStates[state]
  const time = (term: string, at: string | null): readonly Fact[] =>
    at === null ? [] : [{ term, detail: <TimeStamp at={at} /> }]
  const isRetirable = state !== 'current' && state !== 'retired' && count === 0
  return (
    <Card
      title={<span className="font-mono">{id}</span>}
      action={
        <span className="flex flex-wrap gap-1.5">
          {compromised !== null && <Badge tone="bad">Compromised</Badge>}
          <Badge tone={tone}>{word}</Badge>
        </span>
      }
    >
      <div className="grid gap-4">
        <Facts
          facts={[
            { term: 'Sealed values', detail: figure(count) },
            ...(wrappedBy === null
              ? []
              : [
                  {
                    term: 'Wrapped by',
                    detail: <span className="font-mono wrap-anywhere">{wrappedBy}</span>,
                  },
                ]),
            ...time('First used', createdAt),
            ...time('Retired', retiredAt),
            ...time('Marked as compromised', compromised?.at ?? null),
          ]}
        />
        {compromised !== null && <ExposureProgress id={id} {...compromised} />}
        {compromised === null && state !== 'current' && createdAt !== null && (
          <CompromisedForm id={id} action={markCompromised} />
        )}
        {isRetirable && <RetireForm id={id} action={retire} />}
        {state === 'retired' && isHeld && (
          <p className="text-ink-muted">
            It’s still in the configuration. Remove it and restart every process.
          </p>
        )}
        {state === 'missing' && count > 0 && (
          <p className="text-ink-muted">
            These values can’t be opened. Put the key back, after the current one, and restart every process.
          </p>
        )}
      </div>
    </Card>
  )
}

function RetireForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <div className="grid justify-items-start gap-3 border-line border-t pt-4">
      <p className="text-ink-muted">Nothing is sealed with this key anymore.</p>
      <ConfirmedAction
        id={id}
        action={action}
        trigger={<Button>Retire key</Button>}
        title={`Retire ${id}`}
        phrase={id}
        confirmLabel="Retire key"
        pendingLabel="Retiring"
      >
        <p>
          Gatehouse then starts without it. Keep a copy of the key for as long as you keep backups from
          before.
        </p>
      </ConfirmedAction>
    </div>
  )
}

function CompromisedForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <div className="grid justify-items-start gap-3 border-line border-t pt-4">
      <ConfirmedAction
        id={id}
        action={action}
        trigger={<Button>Mark as compromised</Button>}
        title={`Mark ${id} as compromised`}
        phrase={id}
        confirmLabel="Mark as compromised"
        pendingLabel="Listing authorizations"
      >
        <p>
          Do this if someone else may have this key. Gatehouse lists the authorizations whose refresh tokens
          it has sealed, so that you can ask their sellers to authorize again. Nothing is sent yet, and tokens
          are issued as usual.
        </p>
      </ConfirmedAction>
    </div>
  )
}
