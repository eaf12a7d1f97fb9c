'use client'

import { BellIcon } from 'lucide-react'
import type { ChannelView } from '#lib/notifications/channels.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Channel extends Omit<ChannelView, 'problemAt'> {
  /** ISO 8601. */
  readonly problemAt: string | null
}

const kindLabels: Readonly<Record<ChannelView['kind'], string>> = {
  email: 'Email',
  slack: 'Slack-compatible',
  teams: 'Microsoft Teams',
}

/** The channels in which the company is notified, each with its test. */
export function ChannelList({
  channels,
  actions,
}: {
  channels: readonly Channel[]
  /** Null for people who can only look. */
  actions: { readonly sendTest: FormAction; readonly remove: FormAction } | null
}) {
  return (
    <Card title="Channels" flush>
      {channels.length === 0 ? (
        <EmptyState icon={BellIcon} title="No channels yet">
          Add a chat or some email addresses, then a rule that says what is sent there.
        </EmptyState>
      ) : (
        <ul>
          {channels.map((channel) => (
            <li key={channel.id} className="grid gap-3 border-line border-b p-4 last:border-0">
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <div className="grid min-w-0 leading-snug">
                  <span className="font-medium wrap-anywhere">{channel.name}</span>
                  <span className="text-ink-muted text-sm wrap-anywhere">
                    {kindLabels[channel.kind]} · {channel.urlHost ?? channel.recipients.join(', ')}
                  </span>
                </div>
                {channel.problem === null ? null : <Badge tone="bad">Not delivered</Badge>}
              </div>
              {channel.problem !== null && channel.problemAt !== null && (
                <p className="text-ink-muted text-sm wrap-anywhere">
                  <TimeStamp at={channel.problemAt} />: {channel.problem}
                </p>
              )}
              {actions !== null && (
                <div className="flex flex-wrap items-start gap-2">
                  <ActionForm action={actions.sendTest} hidden={{ id: channel.id }} className="grid gap-2">
                    <div>
                      <SubmitButton variant="secondary" size="small" pendingLabel="Sending">
                        Send test<span className="sr-only"> to {channel.name}</span>
                      </SubmitButton>
                    </div>
                  </ActionForm>
                  <ActionForm action={actions.remove} hidden={{ id: channel.id }} className="grid gap-2">
                    <div>
                      <SubmitButton variant="ghost" size="small" pendingLabel="Deleting">
                        Delete<span className="sr-only"> {channel.name} and its rules</span>
                      </SubmitButton>
                    </div>
                  </ActionForm>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
