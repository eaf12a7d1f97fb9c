'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { CountryOptions } from '../connect/seller-fields.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Makes a connect link, which is shown until the page is left, and never again. */
export function LinkForm({
  formId,
  choices,
  action,
}: {
  /** Of the link to be made: a form that is sent twice makes one. */
  formId: string
  choices: LinkChoices
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  const { values } = state
  const [only, ...others] = choices.applications
  return (
    <div className="grid gap-4">
      {state.link === undefined ? <FormProblem state={state} /> : <LinkShownOnce state={state} />}
      <form action={submit} className="grid gap-4">
        <input type="hidden" name="id" value={formId} />
        <TextField
          name="name"
          label="Name"
          hint="By which you find it in the list, such as the name of the store."
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={values.name}
          error={errorOf(state, 'name')}
        />
        {others.length === 0 ? (
          <input type="hidden" name="application" value={only?.id ?? ''} />
        ) : (
          <ApplicationField applications={choices.applications} value={values.application} />
        )}
        <SelectField
          key={`partner ${values.partner}`}
          name="partner"
          label="For"
          defaultValue={values.partner ?? 'seller'}
          error={errorOf(state, 'partner')}
        >
          <option value="seller">A seller</option>
          <option value="vendor">A vendor</option>
        </SelectField>
        <AccountField
          label="Account"
          none="Whoever goes on with it first"
          accounts={choices.accounts}
          value={values.account}
          error={errorOf(state, 'account')}
        />
        <LinkLimits state={state} applications={choices.applications} />
        <LinkLifeField lives={choices.lives} value={values.days} error={errorOf(state, 'days')} />
        <AccountCheck state={state} />
        <SubmitButton pendingLabel="Making the link">{labelForAccount('Make a link', state)}</SubmitButton>
      </form>
    </div>
  )
}

/** Makes a connect link that renews one authorization and nothing else. */
export function LinkRenewalForm({
  formId,
  authorizationId,
  lives,
  action,
}: {
  /** Of the link to be made: a form that is sent twice makes one. */
  formId: string
  authorizationId: string
  lives: readonly number[]
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-3">
      {state.link === undefined ? <FormProblem state={state} /> : <LinkShownOnce state={state} />}
      <input type="hidden" name="id" value={formId} />
      <input type="hidden" name="authorization" value={authorizationId} />
      <p className="text-ink-muted">
        Or make a link that ends: it works once, says beforehand what it asks for, and can be revoked under
        Connect links.
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-28 flex-1">
          <LinkLifeField lives={lives} value={state.values.days} error={errorOf(state, 'days')} />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Making the link">
          Make a one-time link
        </SubmitButton>
      </div>
    </form>
  )
}

const names = ['marketplace', 'sellingPartner', 'returnTo'] as const

/** What an operator may decide for the seller, and need not: folded away until something stands in it. */
export function LinkLimits({
  state,
  applications,
}: {
  state: FormState
  applications: LinkChoices['applications']
}) {
  const { values, problem } = state
  const isNeeded = names.some((name) => (values[name] ?? '') !== '' || problem?.field === name)
  const hasReturns = applications.some(({ returnAddresses }) => returnAddresses.length > 0)
  return (
    <details className="rounded-md border border-line" open={isNeeded || undefined}>
      <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 py-2 font-medium hover:bg-sunken">
        <DisclosureIcon />
        <span>
          Country, selling partner, way back <span className="font-normal text-ink-muted">(optional)</span>
        </span>
      </summary>
      <div className="grid gap-4 border-line border-t p-3">
        <SelectField
          key={values.marketplace}
          name="marketplace"
          label="Country"
          defaultValue={values.marketplace ?? ''}
          error={errorOf(state, 'marketplace')}
        >
          <CountryOptions none="The seller says where they sell" />
        </SelectField>
        <TextField
          name="sellingPartner"
          label="Expected selling partner"
          hint="Merchant token or vendor code. Anybody else’s permission is kept apart, for you to decide."
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={values.sellingPartner}
          error={errorOf(state, 'sellingPartner')}
        />
        {hasReturns ? (
          <TextField
            name="returnTo"
            label="Way back"
            type="url"
            list="return-addresses"
            hint="One of the application’s return addresses; a query may be added. The seller is offered it at the end."
            autoComplete="off"
            maxLength={1_000}
            defaultValue={values.returnTo}
            error={errorOf(state, 'returnTo')}
          />
        ) : (
          <p className="text-ink-muted text-sm">
            No application has a return address, so sellers stay here at the end. An administrator adds them
            under Applications.
          </p>
        )}
        <datalist id="return-addresses">
          {applications.flatMap(({ id, returnAddresses }) =>
            returnAddresses.map((address) => <option key={`${id} ${address}`} value={address} />),
          )}
        </datalist>
      </div>
    </details>
  )
}

/** Field `days`. */
export function LinkLifeField({
  lives,
  value,
  error,
}: {
  lives: readonly number[]
  value: string | undefined
  error: string | null
}) {
  return (
    <SelectField key={value} name="days" label="Works for" defaultValue={value ?? '7'} error={error}>
      {lives.map((days) => (
        <option key={days} value={days}>
          {counted(days, 'day')}
        </option>
      ))}
    </SelectField>
  )
}

/** What a new connect link can be made for. */
export interface LinkChoices {
  readonly applications: readonly {
    readonly id: string
    readonly name: string
    readonly partnerTypes: readonly string[]
    readonly returnAddresses: readonly string[]
  }[]
  /** The first ones by name. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[]
  /** How long it may live, in days. */
  readonly lives: readonly number[]
}

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
