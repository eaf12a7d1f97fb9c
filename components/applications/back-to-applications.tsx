import Link from 'next/link'
import { Icon } from '../ui/icon.tsx'

/** The way back, above a heading. */
export function BackToApplications() {
  return (
    <Link
      href="/ops/applications"
      className="inline-flex w-fit items-center gap-1 rounded-sm text-ink-muted text-sm hover:text-ink"
    >
      <Icon name="arrow-left" size={14} /> Applications
    </Link>
  )
}
