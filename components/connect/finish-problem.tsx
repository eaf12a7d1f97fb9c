import { AnchorButton } from '../ui/anchor-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Heading } from './heading.tsx'

/** The way ended without a connection: what happened and how to go on. */
export function FinishProblem({ title, next }: { title: string; next: string }) {
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
          Start again
        </AnchorButton>
        <AnchorButton href="/connect/connections" size="large" wide>
          See your connections
        </AnchorButton>
      </div>
    </>
  )
}
