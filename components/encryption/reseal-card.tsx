'use client'

import { clsx } from 'clsx'
import { RefreshCwIcon } from 'lucide-react'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { counted, figure } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { toneFill } from '../ui/tone-class.ts'

/** How much is sealed with the current key, and the button that has the worker seal the rest with it. */
export function ResealCard({
  total,
  current,
  currentId,
  isResealing,
  unreadable,
  lackedIds,
  action,
}: {
  total: number
  current: number
  currentId: string
  isResealing: boolean
  unreadable: number
  lackedIds: readonly string[]
  action: FormAction
}) {
  const left = total - current
  return (
    <Card
      title="Progress"
      action={
        isResealing ? (
          <Badge tone="due" icon={RefreshCwIcon}>
            Re-sealing
          </Badge>
        ) : left === 0 ? (
          <Badge tone="good">Complete</Badge>
        ) : (
          <Badge tone="doubt">{counted(left, 'value')} left</Badge>
        )
      }
    >
      <div className="grid gap-4">
        {lackedIds.length > 0 && (
          <Notice
            tone="doubt"
            title={`A running process is missing the key ${lackedIds.join(', ')}`}
            next="Restart every process with all the keys. Until then, nothing is re-sealed."
          />
        )}
        {left > 0 && unreadable > 0 && !isResealing && (
          <Notice
            tone="bad"
            title={`${counted(unreadable, 'value')} can’t be opened with any key`}
            cause="They were altered, or the configured key isn’t the one that sealed them. They are left unchanged, and their key can’t be retired."
            next="Put the right key back, or restore the rows from a backup. Sellers whose refresh tokens are among them have to authorize again."
          />
        )}
        <div className="grid gap-1.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>
              Sealed with <span className="font-mono">{currentId}</span>, the current key
            </span>
            <span className="text-ink-muted text-sm tabular-nums">
              {figure(current)} of {counted(total, 'value')}
            </span>
          </p>
          <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-sunken">
            <div
              className={clsx('h-full rounded-sm', toneFill[left === 0 ? 'good' : 'due'])}
              style={{ width: `${total === 0 ? 100 : (current / total) * 100}%` }}
            />
          </div>
        </div>
        {left > 0 && (
          <ActionForm name="reseal" action={action} className="grid justify-items-start gap-3">
            <p className="max-w-prose text-ink-muted">
              {isResealing
                ? 'The worker continues every minute until nothing is left. Tokens are issued as usual.'
                : 'The worker opens each value with its old key and seals it with the current one. Tokens are issued as usual, and it can be interrupted at any time.'}
            </p>
            {!isResealing && (
              <SubmitButton pendingLabel="Starting" disabled={lackedIds.includes(currentId)}>
                Re-seal with {currentId}
              </SubmitButton>
            )}
          </ActionForm>
        )}
      </div>
    </Card>
  )
}
