'use client'

import { useEffect } from 'react'

/** Removes the marker of a redirect from the address bar, where somebody might copy it. */
export function CleanAddress({ marker }: { marker: string }) {
  useEffect(() => {
    const { pathname, search, hash } = window.location
    const pairs = search.slice(1).split('&')
    if (!pairs.includes(marker)) return
    const others = pairs.filter((pair) => pair !== marker).join('&')
    window.history.replaceState(null, '', pathname + (others === '' ? '' : `?${others}`) + hash)
  }, [marker])
  return null
}
