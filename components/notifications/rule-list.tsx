'use client'

import { ListChecksIcon } from 'lucide-react'
import type { RuleView } from '#lib/notifications/rules.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { EventChoice } from './rule-form.tsx'

interface Rule extends Omit<RuleView, 'nextDigestAt'> {
  /** ISO 8601. */
  readonly nextDigestAt: string | null
}

/** The rules: which events go to which channel, and when. */
export function RuleList({
  rules,
  titles,
  remove,
}: {
  rules: readonly Rule[]
  titles: readonly EventChoice[]
  /** Null for people who can only look. */
  remove: FormAction | null
}) {
  const titleOf = new Map(titles.map(({ type, title }) => [type, title]))
  return (
    <Card title="Rules" flush>
      {rules.length === 0 ? (
        <EmptyState icon={ListChecksIcon} title="No rules yet">
          A rule says which events are sent to a channel, immediately or once a day.
        </EmptyState>
      ) : (
        <ul>
          {rules.map((rule) => (
            <li
              key={rule.id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-b p-4 last:border-0"
            >
              <div className="grid min-w-0 flex-1 basis-64 gap-1 leading-snug">
                <span className="font-medium wrap-anywhere">{rule.channelName}</span>
                <span className="text-sm wrap-anywhere">
                  {rule.eventTypes.map((type) => titleOf.get(type) ?? type).join(', ')}
                </span>
                <span className="text-ink-muted text-sm wrap-anywhere">
                  {[
                    rule.applicationName ?? 'All applications',
                    ...(rule.tagName === null ? [] : [`${rule.tagName}=${rule.tagValue}`]),
                  ].join(' · ')}
                </span>
                <span className="text-ink-muted text-sm">
                  {rule.digestHour === null || rule.nextDigestAt === null ? (
                    'Immediately'
                  ) : (
                    <>
                      Daily at {String(rule.digestHour).padStart(2, '0')}:00, {rule.timeZone}: next{' '}
                      <TimeStamp at={rule.nextDigestAt} />
                      {rule.waiting > 0 && ` with ${counted(rule.waiting, 'event')}`}
                    </>
                  )}
                </span>
              </div>
              {remove !== null && (
                <ActionForm
                  name="rule-remove"
                  action={remove}
                  hidden={{ id: rule.id }}
                  className="grid gap-2"
                >
                  <SubmitButton variant="ghost" size="small" pendingLabel="Deleting">
                    Delete<span className="sr-only"> the rule for {rule.channelName}</span>
                  </SubmitButton>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
