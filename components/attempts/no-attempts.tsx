import { HistoryIcon, SearchIcon } from 'lucide-react'
import { LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The list of attempts without rows. */
export function NoAttempts({ isNarrowed, connectUrl }: { isNarrowed: boolean; connectUrl: string }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No attempt matches"
        action={<LinkButton href="/ops/attempts">Show all attempts</LinkButton>}
      >
        A selling partner id counts from its first letter, a country by its whole name. Days are those of UTC.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={HistoryIcon}
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
