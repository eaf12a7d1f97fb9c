import type { ReactNode } from 'react'

/** Search and filters of a list, above its rows inside of the same card. */
export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b p-3">
      {children}
    </div>
  )
}
