import { clsx } from 'clsx'

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
 * The look of a button, for whatever element plays one. It keeps the width of its label as long as its container has
 * room for it, and wraps the label beyond that.
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
