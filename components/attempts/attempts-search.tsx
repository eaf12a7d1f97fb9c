'use client'

import { SearchBox } from '../ui/search-box.tsx'
import { type AttemptsView, attemptsHref, attemptsParameters } from './attempts-view.ts'

/** Searches the attempts. */
export function AttemptsSearch({
  view,
  want,
}: {
  view: AttemptsView
  want: (change: Partial<AttemptsView>) => AttemptsView
}) {
  return (
    <SearchBox
      action="/ops/attempts"
      value={view.search}
      hidden={attemptsParameters({ ...view, search: '', after: null })}
      placeholder="Seller, e-mail, id or country"
      label="Search attempts by selling partner id, account, e-mail address, country, application or id"
      hrefOf={(search) => attemptsHref(want({ search }))}
    />
  )
}
