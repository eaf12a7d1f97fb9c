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

/** "for 3 hours": how long a state has lasted. */
export function lastedFor(since: Date, now: Date): string {
  const words = relativeTime(since, now)
  return words.endsWith(' ago') ? `for ${words.slice(0, -' ago'.length)}` : 'since just now'
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "22 Nov 2026, 04:26 UTC". */
export function utcTime(at: Date): string {
  const time = at.toISOString().slice(11, 16)
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${time} UTC`
}

/** "Import, 22 Nov 2026, 04:26 UTC": titles a record without a name, so that tabs and recent places differ. */
export function datedTitle(subject: string, at: Date): string {
  return `${subject}, ${utcTime(at)}`
}

/** "04:26:03.120", in UTC. */
export function utcClock(at: Date): string {
  return at.toISOString().slice(11, 23)
}

/** "22 Nov 2026", in UTC. */
export function utcDate(at: Date): string {
  return utcTime(at).split(',')[0] ?? ''
}

/** "340 ms", "4.2 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return join([minutes, 'min'], [seconds % 60, 's'])
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return join([hours, 'h'], [minutes % 60, 'min'])
  return join([Math.floor(hours / 24), 'd'], [hours % 24, 'h'])
}

function join(whole: readonly [number, string], rest: readonly [number, string]): string {
  return rest[0] === 0 ? whole.join(' ') : `${whole.join(' ')} ${rest.join(' ')}`
}

/** "1 day", "2 days": a number with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`
}

/** "100,000": the same on the server and in every browser. */
export function figure(value: number): string {
  return value.toLocaleString('en-US')
}
