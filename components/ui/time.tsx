'use client'

import { clsx } from 'clsx'
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react'
import { segmentClass, segmentsClass } from './button.tsx'
import { lastedFor, relativeTime, utcTime } from './format.ts'
import { useRenderedAt } from './rendered-at.tsx'
import { type TimeFormat, timeFormats } from './time-format.ts'

const tickMs = 10_000
const clockListeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let clockMs = 0

/** How far the server's clock was moved ahead of the real time. */
const aheadMs = () => Number(document.documentElement.dataset.clockAheadMs ?? 0)

function tick() {
  clockMs = Date.now() + aheadMs()
  for (const listener of clockListeners) listener()
}

function readClock(): number {
  // Without a timestamp on the page, nothing updates it.
  if (clockListeners.size === 0 && Date.now() + aheadMs() - clockMs >= tickMs) tick()
  return clockMs
}

function subscribeToClock(listener: () => void) {
  if (clockListeners.size === 0) {
    readClock()
    timer = setInterval(tick, tickMs)
  }
  clockListeners.add(listener)
  return () => {
    clockListeners.delete(listener)
    if (clockListeners.size === 0) clearInterval(timer)
  }
}

/**
 * The time in ms, updated every ten seconds by one timer for the whole page; null on the server and while hydrating.
 */
function useNow(): number | null {
  return useSyncExternalStore(subscribeToClock, readClock, () => null)
}

/** The format of every time on the page: one choice, so that times can be compared. */
const TimeFormatContext = createContext<{
  readonly format: TimeFormat
  readonly choose: (format: TimeFormat) => void
}>({ format: 'relative', choose: () => {} })

/** Around the pages whose visitors choose the format. `chosen`: as the browser's cookie remembers it. */
export function TimeFormatProvider({ chosen, children }: { chosen: TimeFormat; children: ReactNode }) {
  const [format, choose] = useState(chosen)
  return <TimeFormatContext value={{ format, choose }}>{children}</TimeFormatContext>
}

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

function write(at: Date, nowMs: number | null, format: TimeFormat, isStart: boolean): string {
  if (nowMs !== null && format === 'relative') {
    const now = new Date(nowMs)
    return isStart ? lastedFor(at, now) : relativeTime(at, now)
  }
  const written = nowMs === null || format === 'utc' ? utcTime(at) : local.format(at)
  return isStart ? `since ${written}` : written
}

/**
 * A moment in the page's chosen format: relative, local or UTC. While its row is hovered or has the focus, it shows the
 * next format (`globals.css`); its title has all three. `at` is ISO 8601. Until the browser's clock takes over, it is
 * relative to the time of rendering, or in UTC, and has no next format. In a table it reserves the width of both
 * formats, unless it is `inText`. `isStart`: of a state that lasts, as "for 3 hours" or "since 30 Nov 2026, 20:57".
 */
export function TimeStamp({
  at,
  inText = false,
  isStart = false,
}: {
  at: string
  inText?: boolean
  isStart?: boolean
}) {
  const { format } = useContext(TimeFormatContext)
  const renderedAt = useRenderedAt()
  const browserNowMs = useNow()
  const moment = new Date(at)
  const nowMs = browserNowMs ?? (renderedAt === null ? null : Date.parse(renderedAt))
  const next = timeFormats[(timeFormats.indexOf(format) + 1) % timeFormats.length] ?? format
  const title =
    browserNowMs === null
      ? utcTime(moment)
      : `${relativeTime(moment, new Date(browserNowMs))}\n${local.format(moment)} local\n${utcTime(moment)}`
  return (
    <time dateTime={at} title={title} className={clsx('time-stamp whitespace-nowrap', inText && 'in-text')}>
      {/* The server doesn't know the browser's time zone. */}
      <span>
        {write(moment, nowMs, browserNowMs === null && format === 'local' ? 'utc' : format, isStart)}
      </span>
      {browserNowMs !== null && <span>{write(moment, browserNowMs, next, isStart)}</span>}
    </time>
  )
}

const words: Record<TimeFormat, string> = { relative: 'Relative', local: 'Local', utc: 'UTC' }

/**
 * Chooses the format of every timestamp on the page. `action` is the server action that sets the cookie; works without
 * JavaScript.
 */
export function TimeFormatToggle({ action }: { action: (form: FormData) => Promise<void> }) {
  const { format: chosen, choose } = useContext(TimeFormatContext)
  return (
    <form action={action}>
      <fieldset className={segmentsClass}>
        <legend className="sr-only">Times</legend>
        {timeFormats.map((format) => (
          <button
            key={format}
            type="submit"
            name="format"
            value={format}
            aria-pressed={format === chosen}
            onClick={() => choose(format)}
            className={segmentClass}
          >
            {words[format]}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
