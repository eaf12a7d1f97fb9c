'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useLiveChanges, useLiveStatus, useSessionCheck } from './live-provider.tsx'
import { createPace, slowMs } from './pace.ts'

/**
 * Has the server render the page again while it is visible: after each change of the record with this id, or any change
 * without `about`; periodically if the page isn't live, or if its changes aren't announced as events.
 */
export function KeepFresh({
  everyMs,
  about,
  isAnnounced = true,
}: {
  everyMs: number
  about?: string
  isAnnounced?: boolean
}) {
  const isLive = useLiveStatus() === 'live'
  const router = useRouter()
  const hasSession = useSessionCheck()
  const [pace] = useState(() =>
    createPace(async () => {
      // Without a session, rendering it again would lead to the sign-in page, and without an answer to the browser's
      // error page: both lose typed input.
      if (await hasSession()) router.refresh()
    }),
  )
  useLiveChanges((change) => {
    const isAboutIt = about === undefined || change?.id === about || change?.authorizationId === about
    if (change === null || isAboutIt) pace.request(change?.isOwn)
  })
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') pace.request()
      },
      isLive && isAnnounced ? Math.max(everyMs, slowMs) : everyMs,
    )
    return () => clearInterval(timer)
  }, [pace, everyMs, isLive, isAnnounced])
  useEffect(() => pace.cancel, [pace])
  return null
}
