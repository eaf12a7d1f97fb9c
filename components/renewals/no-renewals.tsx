import { CalendarClockIcon } from 'lucide-react'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The calendar without rows: what will stand here, or the way out of a filter. */
export function NoRenewals({ isFiltered, hasTerm }: { isFiltered: boolean; hasTerm: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={CalendarClockIcon}
        title="Nothing is to be renewed here"
        action={<LinkButton href="/ops/renewals">Show all</LinkButton>}
      >
        No authorization of the chosen application has its date in the chosen time.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={CalendarClockIcon}
      title="Nothing has to be renewed yet"
      action={<LinkButton href="/ops">Show the selling partners</LinkButton>}
    >
      {hasTerm
        ? 'As soon as a seller has authorized, they stand here with the day by which Amazon wants them to do it again, and with the links to send them. Self-authorizations have no such day.'
        : 'No application has a term of renewal. An administrator sets it on the page of the application.'}
    </EmptyState>
  )
}
