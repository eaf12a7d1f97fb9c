import { clsx } from 'clsx'
import { Icon } from './icon.tsx'

/** The first or last thing in a `<summary>`: turns when its `<details>` opens. */
export function FoldMark({ size = 14, className }: { size?: number; className?: string }) {
  return (
    <Icon
      name="chevron-right"
      size={size}
      className={clsx('text-ink-muted transition-transform [details[open]>summary>&]:rotate-90', className)}
    />
  )
}
