/** What the page of calls shows. All of it stands in the address. */
export interface CallsView {
  /** Only calls of this authorization, which is the one to call for. */
  readonly authorization?: string | undefined
  /** The call whose result is shown. */
  readonly call?: string | undefined
  /** The cursor that the page before ended with. */
  readonly after?: string | undefined
}

export function callsHref(view: CallsView): string {
  const given = Object.entries(view).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '/ops/calls' : `/ops/calls?${new URLSearchParams(given)}`
}
