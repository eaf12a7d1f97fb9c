'use client'

import { SearchBox } from '../ui/search-box.tsx'
import { type PeopleView, peopleHref } from './people-view.ts'

/** Searches one side of the people. */
export function PeopleSearch({ view }: { view: PeopleView }) {
  return (
    <SearchBox
      action="/ops/people"
      value={view.search}
      hidden={view.side === 'operators' ? {} : { side: view.side }}
      placeholder="Name or e-mail address"
      label="Search people by name or e-mail address"
      hrefOf={(search) => peopleHref({ ...view, search, after: null })}
    />
  )
}
