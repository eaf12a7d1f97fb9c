'use client'

import { BellIcon } from 'lucide-react'
import type { ChannelView } from '#lib/notifications/channels.ts'
import { ActionForm } from '../forms/action-form.tsx'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Channel extends Omit<ChannelView, 'problemAt'> {
  /** ISO 8601. */
  readonly problemAt: string | null
  /** How many rules send to it. */
  readonly rules: number
  /** How many events wait for the digests of these rules. */
  readonly waiting: number
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
          {actions === null
            ? 'A channel is a chat or some email addresses, and a rule says what is sent there. An administrator can add one.'
            : 'Add a chat or some email addresses, then a rule that says what is sent there.'}
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
                  <ActionForm
                    name="channel-list-send-test"
                    action={actions.sendTest}
                    hidden={{ id: channel.id }}
                    className="grid gap-2"
                  >
                    <div>
                      <SubmitButton variant="secondary" size="small" pendingLabel="Sending">
                        Send test<span className="sr-only"> to {channel.name}</span>
                      </SubmitButton>
                    </div>
                  </ActionForm>
                  <div className="grid justify-items-start gap-2">
                    <ConfirmedAction
                      id={channel.id}
                      action={actions.remove}
                      trigger={
                        <Button variant="ghost" size="small">
                          Delete<span className="sr-only"> {channel.name}</span>
                        </Button>
                      }
                      title={`Delete ${channel.name}`}
                      phrase={channel.name}
                      confirmLabel="Delete the channel"
                      pendingLabel="Deleting"
                    >
                      <p>{consequence(channel)}</p>
                      <p>This can’t be undone.</p>
                    </ConfirmedAction>
                  </div>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function consequence({ rules, waiting }: Channel): string {
  if (rules === 0) return 'Deletes the channel. It has no rules.'
  const ofRules = `its ${counted(rules, 'rule')}`
  return waiting === 0
    ? `Deletes the channel and ${ofRules}.`
    : `Deletes the channel, ${ofRules} and ${counted(waiting, 'waiting event')}.`
}
