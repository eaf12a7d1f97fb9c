'use client'

import { useEffect, useState } from 'react'
import { useLiveStatus } from './live-provider.tsx'

/** Most streams reconnect sooner, and no one has missed anything by then. */
const patienceMs = 3_000

/** Says discreetly that the page may be a few seconds old. Nothing while the page is live. It moves nothing. */
export function LiveSign() {
  const status = useLiveStatus()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (status !== 'reconnecting') return
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [status])
  return (
    <div className="relative h-0">
      <span role="status" data-live={status} className="absolute -top-4 left-4 text-ink-muted text-xs">
        {isLate && 'Reconnecting…'}
      </span>
    </div>
  )
}
