const dayMs = 86_400_000

/**
 * The next time after `after` at which clocks in the time zone show this hour. If the hour doesn't exist on a day
 * (clocks are put forward), it is the moment to which it is moved; if it occurs twice, the first one.
 */
export function nextDigestTime(after: Date, hour: number, timeZone: string): Date {
  const { year, month, day } = wallClock(after, timeZone)
  // By dates, not by 24 hours: a day on which clocks change is longer or shorter.
  for (let days = -1; ; days += 1) {
    const at = instantOf(Date.UTC(year, month - 1, day + days, hour), timeZone)
    if (at > after) return at
  }
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** When clocks in the time zone show `wall`, which is given as if it were UTC. */
function instantOf(wall: number, timeZone: string): Date {
  const before = wall - offsetAt(new Date(wall - dayMs), timeZone)
  const after = wall - offsetAt(new Date(wall + dayMs), timeZone)
  const shown = (at: number) => at + offsetAt(new Date(at), timeZone)
  const exact = [before, after].filter((at) => shown(at) === wall)
  return new Date(exact.length > 0 ? Math.min(...exact) : before)
}

/** How far clocks in the time zone are ahead of UTC, in milliseconds. */
function offsetAt(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone)
  const wholeSeconds = Math.floor(at.getTime() / 1_000) * 1_000
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSeconds
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallClock(at: Date, timeZone: string) {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      calendar: 'gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  }
}
