import type { SearchParameters } from '#components/list/define-view.ts'

/** The parameters of a page's address, as Next provides them. */
export function toSearchParams(parameters: SearchParameters): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
    ),
  )
}
