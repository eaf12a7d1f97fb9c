'use client'

import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import type { Toast } from './toaster.tsx'

/** Shows the latest toast among those that haven't ended yet. */
export function Toasts({ latest }: { latest: Toast }) {
  useEffect(() => {
    toast.success(latest.text)
  }, [latest])
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
