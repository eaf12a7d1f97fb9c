/** What the list of people shows, as the page's URL says. */
export interface PeopleView {
  readonly side: 'operators' | 'accounts'
  readonly search: string
  readonly after: string | null
}

export function peopleHref({ side, search, after }: PeopleView): string {
  const query = new URLSearchParams({
    ...(side !== 'operators' && { side }),
    ...(search !== '' && { search }),
    ...(after !== null && { after }),
  })
  return query.size === 0 ? '/ops/people' : `/ops/people?${query}`
}
