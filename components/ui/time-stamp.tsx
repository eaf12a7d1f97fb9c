'use client'

import { useState } from 'react'
import { relativeTime, utcTime } from './relative-time.ts'
import { type TimeFormat, useTimeFormat } from './time-format.ts'
import { useNow } from './use-now.ts'

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

function write(at: Date, nowMs: number | null, format: TimeFormat): string {
  if (nowMs === null || format === 'utc') return utcTime(at)
  return format === 'local' ? local.format(at) : relativeTime(at, new Date(nowMs))
}

/**
 * A moment: relative, local or UTC (the page's one choice), all three as its title; a click copies it as ISO 8601.
 * `at` is ISO 8601. With `renderedAt`, the time of rendering, the server writes the relative form, too.
 */
export function TimeStamp({ at, renderedAt }: { at: string; renderedAt?: string | undefined }) {
  const [copied, setCopied] = useState(false)
  const format = useTimeFormat()
  const browserNowMs = useNow()
  const moment = new Date(at)
  const nowMs = browserNowMs ?? (renderedAt === undefined ? null : Date.parse(renderedAt))
  const title =
    browserNowMs === null
      ? utcTime(moment)
      : `${relativeTime(moment, new Date(browserNowMs))}\n${local.format(moment)} local\n${utcTime(moment)}\nClick to copy`
  return (
    <button
      type="button"
      title={title}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      onClick={() => navigator.clipboard.writeText(at).then(() => setCopied(true))}
      className="relative z-10 whitespace-nowrap rounded-sm decoration-dotted underline-offset-4 hover:underline"
    >
      <time dateTime={at}>{copied ? 'Copied' : write(moment, nowMs, format)}</time>
    </button>
  )
}
