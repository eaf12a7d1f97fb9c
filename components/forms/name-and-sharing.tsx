import { CheckBox, TextField } from '../ui/field.tsx'
import { errorOf, type FormState } from './form-state.ts'

/** The fields of what operators save under a name, for themselves or for everyone, such as a view of a list. */
export function NameAndSharing({
  state,
  id,
  label,
  hint,
  name = '',
  isShared = false,
  mayShare,
}: {
  state: FormState
  /** Of the name's field. */
  id: string
  label: string
  hint?: string
  /** As saved. */
  name?: string
  isShared?: boolean
  /** Without this right, it stays as it is. */
  mayShare: boolean
}) {
  return (
    <>
      <TextField
        name="name"
        id={id}
        label={label}
        {...(hint !== undefined && { hint })}
        maxLength={100}
        autoComplete="off"
        defaultValue={state.values.name ?? name}
        error={errorOf(state, 'name')}
      />
      {mayShare ? (
        <CheckBox
          name="shared"
          label="Share with all operators"
          hint="You and administrators can change it."
          defaultChecked={state.values.shared === undefined ? isShared : state.values.shared === 'yes'}
        />
      ) : (
        <input type="hidden" name="shared" value={isShared ? 'yes' : ''} />
      )}
    </>
  )
}
