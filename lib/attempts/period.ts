const dayMs = 86_400_000

/** Days in UTC; `week` is today and the six days before. Dates are ISO 8601, both included, each may be left open. */
export type Period =
  | 'any'
  | 'today'
  | 'yesterday'
  | 'week'
  | { readonly first: string | null; readonly last: string | null }

/** Midnight UTC of a day: 0 is today, -1 yesterday. Pure. */
export function midnight(now: Date, day: number): Date {
  const nowMs = now.getTime()
  return new Date(nowMs - (nowMs % dayMs) + day * dayMs)
}

/** From the first moment to the one after the last; null where it is open. Pure. */
export function rangeOf(
  period: Period,
  now: Date,
): { readonly from: Date | null; readonly until: Date | null } {
  if (typeof period === 'object') {
    const { first, last } = period
    return {
      from: first === null ? null : new Date(first),
      until: last === null ? null : midnight(new Date(last), 1),
    }
  }
  switch (period) {
    case 'any':
      return { from: null, until: null }
    case 'today':
      return { from: midnight(now, 0), until: null }
    case 'yesterday':
      return { from: midnight(now, -1), until: midnight(now, 0) }
    case 'week':
      return { from: midnight(now, -6), until: null }
  }
}
