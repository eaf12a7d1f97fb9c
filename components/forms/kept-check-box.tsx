import type { ComponentProps } from 'react'
import { CheckBox } from '../ui/field.tsx'
import type { FormState } from './form-state.ts'

/** A check box that is ticked as it was sent, if the form came back; otherwise as `usual` says. */
export function KeptCheckBox({
  state,
  usual,
  ...props
}: Omit<ComponentProps<typeof CheckBox>, 'defaultChecked'> & {
  state: Pick<FormState, 'values'>
  usual: boolean
}) {
  const sent = state.values[props.name]
  const ticked = sent === undefined ? usual : sent !== ''
  // React ignores another default of the same box.
  return <CheckBox key={String(ticked)} {...props} defaultChecked={ticked} />
}
