'use client'

import { relativeTime, utcTime } from './relative-time.ts'
import { type TimeFormat, timeFormats, useTimeFormat } from './time-format.ts'
import { useNow } from './use-now.ts'

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

function write(at: Date, nowMs: number | null, format: TimeFormat): string {
  if (nowMs === null || format === 'utc') return utcTime(at)
  return format === 'local' ? local.format(at) : relativeTime(at, new Date(nowMs))
}

/**
 * A moment in the format that the page's one choice names: relative, local or UTC. While its row is pointed at or has
 * the focus, it shows the next of them (`globals.css`); its title has all three. `at` is ISO 8601. With `renderedAt`,
 * the time of rendering, the server writes the relative form, too.
 */
export function TimeStamp({ at, renderedAt }: { at: string; renderedAt?: string | undefined }) {
  const format = useTimeFormat()
  const browserNowMs = useNow()
  const moment = new Date(at)
  const nowMs = browserNowMs ?? (renderedAt === undefined ? null : Date.parse(renderedAt))
  const next = timeFormats[(timeFormats.indexOf(format) + 1) % timeFormats.length] ?? format
  const title =
    browserNowMs === null
      ? utcTime(moment)
      : `${relativeTime(moment, new Date(browserNowMs))}\n${local.format(moment)} local\n${utcTime(moment)}`
  return (
    <time dateTime={at} title={title} className="time-stamp whitespace-nowrap">
      <span>{write(moment, nowMs, format)}</span>
      {/* Without the browser's clock and zone, both would be in UTC. */}
      <span>{write(moment, browserNowMs, next)}</span>
    </time>
  )
}
