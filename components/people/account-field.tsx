import { TextField } from '../ui/text-field.tsx'

/** Field `account`: any account by its name, an e-mail address or its id; the first ones are suggested. */
export function AccountField({
  label,
  none,
  accounts,
  value,
  error,
}: {
  label: string
  /** What an empty field means. */
  none: string
  accounts: readonly { readonly id: string; readonly name: string }[]
  value: string | undefined
  error: string | null
}) {
  return (
    <>
      <TextField
        name="account"
        label={label}
        list="accounts"
        autoComplete="off"
        maxLength={200}
        placeholder={none}
        defaultValue={value}
        error={error}
        hint={
          accounts.length < mostSuggested
            ? 'Its name, or the e-mail address of somebody who signs in for it.'
            : `Its whole name, or the e-mail address of somebody who signs in for it. The first ${mostSuggested} by name are suggested.`
        }
      />
      <datalist id="accounts">
        {accounts.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </>
  )
}

/** As many as the store lists. */
const mostSuggested = 500
