import { clsx } from 'clsx'
import { CopyButton } from './copy-button.tsx'

/** An id, a host or a code, in mono, on one line unless `wrap`. `copy` names what the button beside it copies. */
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
