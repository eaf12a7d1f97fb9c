/** What the calendar of renewals shows. All of it stands in the address. */
export interface RenewalsView {
  /** Only this application's. */
  readonly application?: string | undefined
  /** A level (`overdue`, `within-7`, `later`) or a month (`2026-12`). */
  readonly within?: string | undefined
  /** The cursor that the page before ended with. */
  readonly after?: string | undefined
}

/** Another view of the calendar; it starts at the first page unless `change` says otherwise. */
export function renewalsHref(view: RenewalsView, change: RenewalsView = {}): string {
  const wanted = Object.entries({ ...view, after: undefined, ...change })
  const given = wanted.filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '/ops/renewals' : `/ops/renewals?${new URLSearchParams(given)}`
}
