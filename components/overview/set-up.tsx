import { clsx } from 'clsx'
import { CheckIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { CopyButton } from '../ui/code.tsx'
import { LinkButton } from '../ui/link-button.tsx'

/** The setup steps that are done. */
export interface SetUpState {
  readonly isApplicationReady: boolean
  readonly hasSeller: boolean
  readonly hasKey: boolean
  readonly isNotifying: boolean
}

export function isSetUp(state: SetUpState): boolean {
  return Object.values(state).every(Boolean)
}

/** The steps from a fresh installation to one that works, with the finished ones checked. */
export function SetUp({
  state: { isApplicationReady, hasSeller, hasKey, isNotifying },
  connectUrl,
  isAdmin,
}: {
  state: SetUpState
  connectUrl: string
  isAdmin: boolean
}) {
  return (
    <Card title="Set up Gatehouse" flush>
      <ol className="divide-y divide-line">
        <Step
          isDone={isApplicationReady}
          title="Application ready"
          action={isAdmin && <LinkButton href={paths.applications}>Open Applications</LinkButton>}
        >
          {isAdmin
            ? 'Enter what Amazon shows for your application.'
            : 'Ask an administrator to enter what Amazon shows for your application.'}{' '}
          Sellers can authorize it as soon as nothing is missing.
        </Step>
        <Step
          isDone={hasSeller}
          title="First seller"
          action={
            <CopyButton value={connectUrl} label="Copy the connect link">
              Copy the connect link
            </CopyButton>
          }
        >
          Send a seller your connect link,{' '}
          <span className="font-mono text-sm wrap-anywhere">{connectUrl}</span>. They sign up, approve at
          Amazon, and then appear here.
        </Step>
        <Step
          isDone={hasKey}
          title="First API key"
          action={isAdmin && <LinkButton href={paths.keys}>Create an API key</LinkButton>}
        >
          Your programs use it to request access tokens. {!isAdmin && 'Ask an administrator to create one.'}
        </Step>
        <Step
          isDone={isNotifying}
          title="Notifications on"
          action={isAdmin && <LinkButton href={paths.notifications}>Set up notifications</LinkButton>}
        >
          Get notified of incidents and lost authorizations by email, Slack or Microsoft Teams.{' '}
          {!isAdmin && 'Ask an administrator to set it up.'}
        </Step>
      </ol>
    </Card>
  )
}

function Step({
  isDone,
  title,
  action,
  children,
}: {
  isDone: boolean
  title: string
  action: ReactNode
  children: ReactNode
}) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
      <span
        className={clsx(
          'grid size-6 place-items-center self-start rounded-full border',
          isDone ? 'border-good-line bg-good-surface text-good-ink' : 'border-line-strong/60',
        )}
      >
        {isDone && <CheckIcon size={14} />}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <h3 className={clsx('font-medium', isDone && 'text-ink-muted')}>
          {title}
          <span className="sr-only">{isDone ? ', done' : ', to do'}</span>
        </h3>
        {!isDone && <p className="max-w-prose text-ink-muted text-sm">{children}</p>}
      </div>
      {!isDone && action && <span className="max-sm:col-start-2">{action}</span>}
    </li>
  )
}
