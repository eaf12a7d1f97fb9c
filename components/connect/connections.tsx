import { AnchorButton } from '../ui/anchor-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { type Connection, ConnectionCard } from './connection-card.tsx'
import { Heading } from './heading.tsx'

/** Everything that the account has connected. */
export function Connections({
  connections,
  companyName,
  disconnect,
}: {
  connections: readonly Connection[]
  companyName: string
  disconnect: (form: FormData) => Promise<void>
}) {
  if (connections.length === 0) return <NoConnections companyName={companyName} />
  return (
    <>
      <Heading title="Your connections">
        What {companyName} may work with at Amazon, and whether it can.
      </Heading>
      <div className="grid gap-4">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            companyName={companyName}
            disconnect={disconnect}
          />
        ))}
      </div>
      <AnchorButton href="/" size="large" wide>
        Connect another account
      </AnchorButton>
    </>
  )
}

function NoConnections({ companyName }: { companyName: string }) {
  return (
    <>
      <Heading title="Your connections" />
      <div className="rounded-md border border-line bg-surface text-base">
        <EmptyState
          icon="plug"
          title="Nothing is connected yet"
          action={
            <AnchorButton href="/" variant="primary" size="large">
              Connect an account
            </AnchorButton>
          }
        >
          Once you authorize {companyName} at Amazon, your store appears here with its state, and you can end
          it here.
        </EmptyState>
      </div>
    </>
  )
}
