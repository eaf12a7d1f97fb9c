import type { LinkState } from '#lib/links/redeem.ts'

/** What the list of connect links shows. All of it stands in the address. */
export interface LinksView {
  /** Null for all. */
  readonly state: LinkState | null
  /** The cursor that the page before ended with; null on the first page. */
  readonly after: string | null
}

/** Another view of the same list; it starts at the first page unless `change` says otherwise. */
export function linksHref({ state }: LinksView, change: Partial<LinksView> = {}): string {
  const view = { state, after: null, ...change }
  const query = new URLSearchParams({
    ...(view.state !== null && { state: view.state }),
    ...(view.after !== null && { after: view.after }),
  })
  return query.size === 0 ? '/ops/links' : `/ops/links?${query}`
}
