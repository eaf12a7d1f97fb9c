import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

export interface ButtonLook {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  /** As wide as its column. */
  wide?: boolean | undefined
}

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-sunken',
  ghost: 'border-transparent text-ink-muted hover:bg-sunken hover:text-ink',
  danger: 'border-transparent bg-danger text-on-danger hover:bg-danger-hover',
}

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-7 gap-1.5 px-2.5 py-0.5 text-sm',
  medium: 'min-h-9 gap-2 px-3.5 py-1 text-base',
  large: 'min-h-12 gap-2 px-5 py-2.5 text-lg',
}

/**
 * The look of a button, for any element that acts as one. It keeps the width of its label as long as its container has
 * space for it, and wraps the label beyond that.
 */
export function buttonClass({ variant = 'secondary', size = 'medium', wide = false }: ButtonLook = {}) {
  return clsx(
    'inline-flex max-w-full shrink-0 select-none items-center justify-center rounded-md border text-center font-medium transition-colors',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60',
    variants[variant],
    sizes[size],
    wide && 'w-full',
  )
}

/** A button that shows only an icon; give it a label and a title. Large enough for a thumb on a phone. */
export const iconButtonClass =
  'grid size-11 shrink-0 place-items-center rounded-md text-ink-muted transition-colors hover:bg-sunken hover:text-ink lg:size-7'

type Props = ButtonLook & Omit<ComponentProps<'button'>, 'className'> & { pending?: boolean | undefined }

/** While pending it keeps its focus and position, shows a label, and ignores clicks. */
export function Button({ variant, size, wide, pending = false, type = 'button', children, ...rest }: Props) {
  const whilePending = pending && {
    'aria-busy': true,
    'aria-disabled': true,
    onClick: (event: { preventDefault(): void }) => event.preventDefault(),
  }
  return (
    <button type={type} className={buttonClass({ variant, size, wide })} {...rest} {...whilePending}>
      {pending && <Spinner />}
      {children}
    </button>
  )
}

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

/** Decorative: the text next to it says what is happening. Doesn't move when reduced motion is requested. */
export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      className="shrink-0 animate-spin"
    >
      <circle cx={12} cy={12} r={9} stroke="currentColor" strokeWidth={3} opacity={0.25} />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth={3} strokeLinecap="round" />
    </svg>
  )
}

/** The look of a group of buttons with one pressed. */
export const segmentsClass = 'inline-flex rounded-md border border-line bg-surface p-0.5'

export const segmentClass =
  'inline-flex h-6 items-center gap-1.5 rounded-sm px-2 text-ink-muted text-xs transition-colors hover:text-ink aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink'
