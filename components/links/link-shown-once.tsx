import type { FormState } from '../forms/form-state.ts'
import { ShownOnce } from '../ui/code.tsx'

/** A connect link that was just made. */
export function LinkShownOnce({ state }: { state: FormState }) {
  if (state.link === undefined) return null
  return (
    <ShownOnce
      title={state.done}
      next="Send it to the seller. It works once, and is not shown again: only its digest is kept."
      value={state.link}
      what="the connect link"
    >
      Copy the link
    </ShownOnce>
  )
}
