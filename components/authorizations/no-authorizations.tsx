import { SearchIcon, StoreIcon } from 'lucide-react'
import { LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { type ListView, listHref } from './list-view.ts'

/** The list without rows: how the first one comes, or the way out of a filter. */
export function NoAuthorizations({
  view,
  isFiltered,
  connectUrl,
}: {
  view: ListView
  isFiltered: boolean
  connectUrl: string
}) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No selling partner matches"
        action={<LinkButton href={listHref(view, { search: '', states: [] })}>Show all</LinkButton>}
      >
        {view.search === '' && view.states.length === 0 && 'The list ends before this page.'}
        {view.search === '' && view.states.length > 0 && 'None is in the chosen states now.'}
        {view.search !== '' && (
          <>
            No store name, selling partner id or account contains “
            <span className="wrap-anywhere">{view.search}</span>”
            {view.states.length > 0 && ' in the chosen states'}.
          </>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={StoreIcon}
      title="No seller is connected yet"
      action={
        <CopyButton value={connectUrl} label="Copy the link where sellers connect">
          Copy the connect link
        </CopyButton>
      }
    >
      <p>
        Send a seller your connect link, <span className="font-mono text-sm wrap-anywhere">{connectUrl}</span>
        . They sign up, choose where they sell and confirm at Amazon. They appear here as soon as Amazon has
        sent them back.
      </p>
    </EmptyState>
  )
}
