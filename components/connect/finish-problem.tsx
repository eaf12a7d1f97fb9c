import { AnchorButton } from '../ui/anchor-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Heading } from './heading.tsx'
import type { Onward } from './onward.ts'

/** The way ended without a connection: what happened and how to go on. */
export function FinishProblem({
  title,
  next,
  start = 'Start again',
  onward = null,
}: {
  title: string
  next: string
  /** What the way to the connect page is called. */
  start?: string
  onward?: Onward | null
}) {
  return (
    <>
      <div className="grid gap-5">
        <span className="grid size-12 place-items-center rounded-full bg-bad-surface text-bad-ink">
          <Icon name="x" size={26} />
        </span>
        <Heading title={title}>{next}</Heading>
      </div>
      <div className="grid gap-2.5">
        <AnchorButton href="/" variant="primary" size="large" wide>
          {start}
        </AnchorButton>
        <AnchorButton href="/connect/connections" size="large" wide>
          See your connections
        </AnchorButton>
        {onward !== null && (
          <AnchorButton href={onward.href} variant="ghost" size="large" wide>
            Back to {onward.host}
          </AnchorButton>
        )}
      </div>
    </>
  )
}
