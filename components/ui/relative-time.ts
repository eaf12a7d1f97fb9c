const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['min', 60],
] as const

/** "3 hours ago", "in 12 days", "just now". Written here, so that server and browser always agree. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  for (const [unit, unitSeconds] of units) {
    const count = Math.floor(Math.abs(seconds) / unitSeconds)
    if (count === 0) continue
    const words = `${count} ${unit}${count === 1 || unit === 'min' ? '' : 's'}`
    return seconds < 0 ? `${words} ago` : `in ${words}`
  }
  if (Math.abs(seconds) < 10) return 'just now'
  return seconds < 0 ? `${-seconds} s ago` : `in ${seconds} s`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "22 Nov 2026, 04:26 UTC". */
export function utcTime(at: Date): string {
  const time = at.toISOString().slice(11, 16)
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${time} UTC`
}

/** "04:26:03.120", in UTC. */
export function utcClock(at: Date): string {
  return at.toISOString().slice(11, 23)
}

/** "22 Nov 2026", in UTC. */
export function utcDate(at: Date): string {
  return utcTime(at).split(',')[0] ?? ''
}
