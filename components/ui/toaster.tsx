'use client'

import { Toaster as Sonner } from 'sonner'

/** Once per layout; then `import { toast } from 'sonner'`. For successes: a failure belongs on the page. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        style: {
          background: 'var(--surface)',
          borderColor: 'var(--line)',
          borderRadius: 8,
          boxShadow: 'none',
          color: 'var(--ink)',
          fontFamily: 'inherit',
        },
      }}
    />
  )
}
