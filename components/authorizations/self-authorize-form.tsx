'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { CountryOptions } from '../connect/country-options.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormOutcome } from '../forms/form-outcome.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TokenField } from './token-field.tsx'

interface Choices {
  readonly applications: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly accounts: readonly { readonly id: string; readonly name: string }[]
}

/** Stores a refresh token that Amazon showed. After an error, all values come back except the token. */
export function SelfAuthorizeForm({
  action,
  choices,
  companyName,
}: {
  action: FormAction
  choices: Choices
  companyName: string
}) {
  const [state, submit] = useForm(action, 'self-authorize')
  const { values } = state
  return (
    <form action={submit} className="grid gap-4">
      <FormOutcome state={state} />
      <TokenField state={state} />
      <ApplicationField
        hint="The application that Amazon created the token for."
        applications={choices.applications.map(({ id, name, kind }) => ({
          id,
          name: kind === 'private' ? `${name} (private)` : name,
        }))}
        value={values.application}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          key={`marketplace ${values.marketplace}`}
          name="marketplace"
          label="Region and home marketplace"
          hint="Calls go to the region of this marketplace."
          required
          defaultValue={values.marketplace ?? ''}
          error={errorOf(state, 'marketplace')}
        >
          <CountryOptions />
        </SelectField>
        <SelectField
          key={`partner ${values.partner}`}
          name="partner"
          label="Kind of account"
          hint="Amazon provides no store details for vendors."
          defaultValue={values.partner ?? 'seller'}
          error={errorOf(state, 'partner')}
        >
          <option value="seller">Seller</option>
          <option value="vendor">Vendor</option>
        </SelectField>
      </div>
      <TextField
        name="name"
        label="Label"
        hint="A name of your choice, such as the store name."
        autoComplete="off"
        maxLength={100}
        required
        defaultValue={values.name}
        error={errorOf(state, 'name')}
      />
      <TextField
        name="sellingPartner"
        label="Merchant token (optional)"
        hint="Amazon doesn’t provide it here. Seller Central shows it under Account Info. You can add it later."
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        defaultValue={values.sellingPartner}
        error={errorOf(state, 'sellingPartner')}
      />
      <AccountField
        label="Account (optional)"
        none={`${companyName}, your own`}
        accounts={choices.accounts}
        value={values.account}
        error={errorOf(state, 'account')}
      />
      <AccountCheck state={state} />
      <SubmitButton pendingLabel="Checking with Amazon">
        {labelForAccount('Test and save token', state)}
      </SubmitButton>
    </form>
  )
}

const steps = [
  'Sign in to the Solution Provider Portal (or Seller Central, Develop Apps) as the primary user of the account.',
  'Open the menu beside Edit App, and choose Authorize.',
  'Press Authorize app in the row of the account. A refresh token appears next to it.',
  'Copy it right away: Amazon doesn’t show it again.',
]

/** Where to create a token at Amazon, and what to know about it. */
export function WhereTokensComeFrom() {
  return (
    <div className="grid gap-3">
      <ol className="grid list-decimal gap-1.5 pl-5 marker:text-ink-faint">
        {steps.map((step) => (
          <li key={step} className="pl-1">
            {step}
          </li>
        ))}
      </ol>
      <p className="text-ink-muted text-sm">
        Each press creates another token, and earlier ones keep working. Amazon allows ten self-authorizations
        per application.
      </p>
    </div>
  )
}
