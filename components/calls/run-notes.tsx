'use client'

import { useEffect, useState } from 'react'
import type { Bucket } from '#lib/calls/bucket.ts'
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
  // Each reading starts its own countdown.
  if (bucket !== null) return <BucketNote key={now} bucket={bucket} now={now} />
  return (
    <p className="text-ink-muted text-sm">
      {rate === null ? 'Amazon publishes no rate limit.' : `Rate limit: ${describeRate(rate)}.`}
    </p>
  )
}

/** Counts down to the next call. Screen readers don't read each second: it isn't a live region. */
function BucketNote({ bucket: { rate, left, burst, readyAt }, now }: { bucket: Bucket; now: string }) {
  const [elapsedMs, setElapsedMs] = useState(0)
  const waitMs = readyAt === null ? null : readyAt.getTime() - Date.parse(now) - elapsedMs
  const isWaiting = waitMs !== null && waitMs > 0
  useEffect(() => {
    if (!isWaiting) return
    const startedAt = Date.now()
    const timer = setInterval(() => setElapsedMs(Date.now() - startedAt), 1_000)
    return () => clearInterval(timer)
  }, [isWaiting])
  // The figures are from before the wait.
  if (waitMs !== null && !isWaiting) {
    return <p className="text-ink-muted text-sm">Rate limit: {describeRate(rate)}.</p>
  }
  return (
    <p
      className="text-ink-muted text-sm tabular-nums"
      title="Counts only calls made here. Programs share the same limit."
    >
      {describeRate(rate)} · {left} of {burst} left
      {readyAt !== null && isWaiting && (
        <>
          . Amazon accepts the next call at {utcClock(readyAt).slice(0, 8)} UTC, in{' '}
          {Math.ceil(waitMs / 1_000)} s.
        </>
      )}
    </p>
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
