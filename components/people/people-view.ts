import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf, search } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { PersonRow } from './person-columns.tsx'

/** The people who may sign in. */
export const peopleView = defineView<ListPage<PersonRow>>()({
  name: 'people',
  path: paths.people,
  parsers: { side: oneOf(['operators', 'accounts']).withDefault('operators'), search },
  refreshEveryMs: 30_000,
})

export type PeopleShown = Shown<typeof peopleView>

/** The people who sign in for an account. */
export const peopleOfAccount = (name: string) =>
  peopleView.href(peopleView.whole, { side: 'accounts', search: name })
