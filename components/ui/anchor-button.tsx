import type { ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './button-class.ts'

/** A plain link that looks like a button: loads a document, never prefetches. */
export function AnchorButton({
  href,
  children,
  ...look
}: ButtonLook & { href: string; children: ReactNode }) {
  return (
    <a href={href} className={buttonClass(look)}>
      {children}
    </a>
  )
}
