'use client'

import { useEffect, useState } from 'react'
import type { OperationDetail } from '#lib/calls/list-operations.ts'
import { utcClock } from '../ui/format.ts'

/** How often the operation may be called, and when it is possible again. */
export function RateNote({
  operation: { bucket, rate },
  now,
}: {
  operation: Pick<OperationDetail, 'bucket' | 'rate'>
  now: string
}) {
  if (bucket === null) {
    return (
      <p className="text-ink-muted text-sm">
        {rate === null ? 'Amazon publishes no rate limit.' : `Rate limit: ${describeRate(rate)}.`}
      </p>
    )
  }
  const { left, burst, readyAt } = bucket
  return (
    <p
      className="text-ink-muted text-sm tabular-nums"
      title="Counts only calls made here. Programs share the same limit."
    >
      {describeRate(bucket.rate)} · {left} of {burst} left
      {readyAt !== null && <Countdown until={readyAt.toISOString()} now={now} />}
    </p>
  )
}

function Countdown({ until, now }: { until: string; now: string }) {
  return (
    <>
      . Amazon accepts the next call at {utcClock(new Date(until)).slice(0, 8)} UTC, in{' '}
      {Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1_000))} s.
    </>
  )
}

/** "5 a second", "1 every 2 s", "1 a minute". */
export function describeRate(rate: number): string {
  if (rate >= 1) return `${Number(rate.toFixed(2))} a second`
  const seconds = 1 / rate
  if (seconds < 55) return `1 every ${Math.round(seconds)} s`
  return seconds < 65 ? '1 a minute' : `1 every ${Math.round(seconds / 60)} min`
}

/** Shows how long the call has been running. */
export function Elapsed() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p role="status" className="text-ink-muted text-sm">
      Waiting for Amazon
      <span aria-hidden>
        {seconds > 0 && `, ${seconds} s`}
        {seconds >= 5 && '. This can take half a minute.'}
      </span>
    </p>
  )
}
