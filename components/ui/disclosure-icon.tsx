import { clsx } from 'clsx'
import { ChevronRightIcon } from 'lucide-react'

/** The first or last thing in a `<summary>`: turns when its `<details>` opens. */
export function DisclosureIcon({ size = 14, className }: { size?: number; className?: string }) {
  return (
    <ChevronRightIcon
      size={size}
      className={clsx(
        'text-ink-muted transition-transform rtl:rotate-180 [details[open]>summary>&]:rotate-90',
        className,
      )}
    />
  )
}
