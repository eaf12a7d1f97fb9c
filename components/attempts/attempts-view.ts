import type { AttemptEnd, AttemptView, Period } from '#lib/attempts/read.ts'

/** What the list of attempts shows. All of it stands in the address. */
export interface AttemptsView {
  readonly search: string
  /** Null for all. */
  readonly end: AttemptEnd | null
  /** Null for all. */
  readonly workflow: AttemptView['workflow'] | null
  readonly period: Period
  /** The cursor that the page before ended with; null on the first page. */
  readonly after: string | null
}

export const allAttempts: AttemptsView = { search: '', end: null, workflow: null, period: 'any', after: null }

/** The address's parameters, with the defaults left out. */
export function attemptsParameters({
  search,
  end,
  workflow,
  period,
  after,
}: AttemptsView): Record<string, string> {
  return {
    ...(search !== '' && { search }),
    ...(end !== null && { end }),
    ...(workflow !== null && { workflow }),
    ...(typeof period === 'string'
      ? period !== 'any' && { period }
      : {
          period: 'dates',
          ...(period.first !== null && { first: period.first }),
          ...(period.last !== null && { last: period.last }),
        }),
    ...(after !== null && { after }),
  }
}

/** Another view of the same list. A changed filter starts at the first page. */
export function attemptsHref(view: AttemptsView, change: Partial<AttemptsView> = {}): string {
  const parameters = attemptsParameters({ ...view, after: null, ...change })
  return Object.keys(parameters).length === 0
    ? '/ops/attempts'
    : `/ops/attempts?${new URLSearchParams(parameters)}`
}

export function isNarrowed({ search, end, workflow, period }: AttemptsView): boolean {
  return search !== '' || end !== null || workflow !== null || period !== 'any'
}
