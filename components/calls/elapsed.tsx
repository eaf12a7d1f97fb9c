'use client'

import { useEffect, useState } from 'react'

/** Says how long Amazon has been asked. */
export function Elapsed() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p role="status" className="text-ink-muted text-sm">
      Asking Amazon
      <span aria-hidden>
        {seconds > 0 && `, ${seconds} s`}
        {seconds >= 5 && '. An answer may take up to half a minute.'}
      </span>
    </p>
  )
}
