import type { ComponentProps } from 'react'
import { type ButtonLook, buttonClass } from './button-class.ts'
import { Spinner } from './spinner.tsx'

type Props = ButtonLook & Omit<ComponentProps<'button'>, 'className'> & { pending?: boolean | undefined }

/** While pending it keeps its focus and its place, says so, and ignores presses. */
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
