'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Invited } from './form-state.ts'

const noSubscription = () => () => {}

const unreachable: Invited = {
  kind: 'refused',
  title: 'The server does not answer',
  next: 'Check your connection and load this page again. The link stays good.',
}

/** The link's token stands behind the #, where no server and no log sees it. Null until the browser has looked. */
export function useInvitation(look: (token: string) => Promise<Invited>) {
  const [invited, setInvited] = useState<Invited | null>(null)
  const token = useSyncExternalStore(
    noSubscription,
    () => location.hash.slice(1),
    () => null,
  )

  useEffect(() => {
    if (!token) return
    let isCurrent = true
    look(token)
      .catch(() => unreachable)
      .then((answer) => isCurrent && setInvited(answer))
    return () => {
      isCurrent = false
    }
  }, [token, look])

  return { token, invited }
}
