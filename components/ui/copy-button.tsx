'use client'

import { clsx } from 'clsx'
import { CheckIcon, CopyIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ButtonSize, buttonClass } from './button.tsx'

const copiedForMs = 1_500

/** Copies `value`. Without children it is an icon that sits beside what it copies. */
export function CopyButton({
  value,
  label,
  size,
  children,
}: {
  value: string
  label: string
  size?: ButtonSize
  children?: string
}) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), copiedForMs)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <button
      type="button"
      title={label}
      aria-label={children === undefined ? label : undefined}
      onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(true))}
      className={clsx(
        children === undefined
          ? 'relative z-10 inline-grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-sunken hover:text-ink'
          : buttonClass({ variant: 'secondary', size }),
      )}
    >
      {copied ? <CheckIcon size={14} className="text-good-ink" /> : <CopyIcon size={14} />}
      {children !== undefined && (copied ? 'Copied' : children)}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  )
}
