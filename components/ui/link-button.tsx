import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './button.tsx'

/** A link within the dashboard that looks like a button. Prefetches: never for addresses that do something. */
export function LinkButton({ href, children, ...look }: ButtonLook & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={buttonClass(look)}>
      {children}
    </Link>
  )
}
