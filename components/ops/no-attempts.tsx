import { CopyButton } from '../ui/copy-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'

/** The list of attempts without rows. */
export function NoAttempts({ problemsOnly, connectUrl }: { problemsOnly: boolean; connectUrl: string }) {
  if (problemsOnly) {
    return (
      <EmptyState
        icon="circle-check"
        title="No attempt has failed"
        action={<LinkButton href="/ops/attempts">Show all attempts</LinkButton>}
      >
        Cancelled, refused and broken authorizations appear here with their cause and what to do.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="history"
      title="Nobody has tried to authorize yet"
      action={
        <CopyButton value={connectUrl} label="Copy the link where sellers connect">
          Copy the connect link
        </CopyButton>
      }
    >
      Each time somebody presses Authorize, the attempt appears here, from the first step at Amazon to the
      stored permission.
    </EmptyState>
  )
}
