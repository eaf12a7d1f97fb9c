import { TextField } from '../ui/text-field.tsx'

/** Field `account`: an account by its id, its name or an e-mail address; goes with `AccountCheck`. */
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
            ? 'Its id or name, or the e-mail address that somebody signs in with.'
            : `Its id or full name, or the e-mail address that somebody signs in with. The first ${mostSuggested} names are suggested.`
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
