'use client'

import { clsx } from 'clsx'
import { CheckIcon, CopyIcon, XIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type ButtonSize, buttonClass } from './button.tsx'
import { copyText } from './copy-text.ts'
import { present, whenSteady } from './focus.ts'
import { Notice } from './notice.tsx'

const shownForMs = { copied: 1_500, failed: 6_000 } as const
const outcomeWords = { copied: 'Copied', failed: 'Not copied: select the text' } as const

/** Copies `value`. Without children it is an icon next to what it copies. */
export function CopyButton({
  value,
  label,
  size,
  variant = 'secondary',
  forWhom,
  children,
}: {
  value: string
  label: string
  size?: ButtonSize
  /** With text; an icon alone has none. */
  variant?: 'primary' | 'secondary'
  /** Tells its name from those of other rows. */
  forWhom?: string
  children?: string
}) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  const words = outcome === null ? null : outcomeWords[outcome]
  const text =
    forWhom === undefined ? (
      children
    ) : (
      <span>
        <span className="sr-only">Copy</span> {children}
        <span className="sr-only"> for {forWhom}</span>
      </span>
    )

  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), shownForMs[outcome])
    return () => clearTimeout(timer)
  }, [outcome])

  return (
    <button
      type="button"
      title={words ?? label}
      aria-label={children === undefined ? label : undefined}
      onClick={async () => setOutcome((await copyText(value)) ? 'copied' : 'failed')}
      className={clsx(
        children === undefined
          ? 'relative z-10 inline-grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-sunken hover:text-ink'
          : buttonClass({ variant, size }),
      )}
    >
      {outcome === null && <CopyIcon size={14} />}
      {outcome === 'copied' && <CheckIcon size={14} className="text-good-ink" />}
      {outcome === 'failed' && <XIcon size={14} className="text-bad-ink" />}
      {children !== undefined && (words ?? text)}
      <span role="status" className="sr-only">
        {words}
      </span>
    </button>
  )
}

/** An id, a host or a code, in mono, on one line unless `wrap`. `copy` names what the button next to it copies. */
export function Code({
  children,
  copy,
  wrap = false,
}: {
  children: string
  copy?: string | undefined
  wrap?: boolean
}) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1 align-bottom">
      <code
        className={clsx('font-mono text-sm', wrap ? 'wrap-anywhere' : 'truncate')}
        title={wrap ? undefined : children}
      >
        {children}
      </code>
      {copy !== undefined && <CopyButton value={children} label={`Copy ${copy}`} />}
    </span>
  )
}

/** A new secret, to copy now: it moves into view, and can't be shown again. `what` is the copy button's name. */
export function ShownOnce({
  title,
  next,
  value,
  what,
  children,
}: {
  title: string | undefined
  next: string
  value: string
  what: string
  children: string
}) {
  const notice = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs again for another secret
  useEffect(
    () =>
      whenSteady(() => {
        if (notice.current !== null) present(notice.current)
      }),
    [value],
  )
  return (
    <Notice
      ref={notice}
      tone="good"
      live
      title={title}
      next={
        <span className="grid gap-2">
          {next}
          <Code wrap>{value}</Code>
        </span>
      }
      action={
        <CopyButton value={value} label={`Copy ${what}`}>
          {children}
        </CopyButton>
      }
    />
  )
}
