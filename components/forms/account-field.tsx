import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { FormState } from './form-state.ts'

/** Field `account`: an account by its id, its name or an email address; goes with `AccountCheck`. */
export function AccountField({
  label,
  none,
  accounts,
  value,
  error,
}: {
  label: string
  /** The label for an empty field. */
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
            ? 'Its id or name, or the email address that someone signs in with.'
            : `Its id or full name, or the email address that someone signs in with. The first ${mostSuggested} matching names are suggested.`
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

/** The same number as the store lists. */
const mostSuggested = 500

/**
 * Shows which account an email address or a name belongs to. Sending the form again confirms it: field
 * `confirmedAccount`. Placed above the button, whose label should name the account, too.
 */
export function AccountCheck({ state: { account } }: { state: FormState }) {
  if (account === undefined) return null
  const { id, name, createdAt, foundBy } = account
  return (
    <>
      <input type="hidden" name="confirmedAccount" value={id} />
      <Notice
        tone="due"
        live
        title={`Is ${name} the right account?`}
        cause={
          <span className="grid gap-0.5">
            <span>
              Id <span className="font-mono">{id}</span>
            </span>
            <span>
              Created <TimeStamp at={createdAt} />
            </span>
          </span>
        }
        next={
          foundBy === 'email'
            ? 'Someone signed up with this email address. Gatehouse hasn’t verified that it is theirs.'
            : 'The account chose this name itself. If you aren’t sure, compare the id.'
        }
      />
    </>
  )
}

/** The label of the button of a form with an account. */
export function labelForAccount(label: string, { account }: FormState): string {
  return account === undefined ? label : `${label} for ${account.name}`
}
