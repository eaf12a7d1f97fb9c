'use client'

import type { ReactNode } from 'react'
import { FormOutcome } from './form-outcome.tsx'
import { type FormAction, type FormState, formName } from './form-state.ts'
import { type FormIdentity, useForm } from './use-form.tsx'

/** A form with its action, its result at the top, and its hidden fields. Children that are a function get the state. */
export function ActionForm({
  name,
  action,
  hidden = {},
  identity = hidden.id === undefined ? {} : { id: String(hidden.id) },
  className,
  children,
}: {
  /** Tells it from the other forms of its page. */
  name: string
  action: FormAction
  hidden?: Readonly<Record<string, string | number>>
  /** The hidden fields that tell it from others of the same name; the id of its record if left out. */
  identity?: FormIdentity
  className: string
  children: ReactNode | ((state: FormState) => ReactNode)
}) {
  const [state, submit] = useForm(action, name, identity)
  return (
    <form action={submit} className={className}>
      <FormOutcome state={state} />
      <input type="hidden" name={formName} value={name} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {typeof children === 'function' ? children(state) : children}
    </form>
  )
}
