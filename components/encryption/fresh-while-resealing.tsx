'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useSessionCheck } from '../live/live-provider.tsx'

const everyMs = 5_000

/** Shows the worker's progress, which no event announces. */
export function FreshWhileResealing() {
  const router = useRouter()
  const hasSession = useSessionCheck()
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState === 'visible' && (await hasSession())) router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, hasSession])
  return null
}
