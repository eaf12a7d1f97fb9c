'use client'

import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { ApplicationField } from '../applications/application-field.tsx'
import { CountryOptions } from '../connect/country-options.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { ReferenceFields } from '../forms/reference-fields.tsx'
import { useForm } from '../forms/use-form.tsx'
import { someRecipients } from '../outbox/reminder-words.ts'
import { ShownOnce } from '../ui/code.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { CountriesField } from './countries-field.tsx'
import { countryField } from './country-field.ts'
import { linkUse } from './link-words.ts'

/** Creates a connect link, which is shown until the person leaves the page, and never again. */
export function LinkForm({
  formId,
  choices,
  action,
}: {
  /** The new link's id, so that submitting twice creates one. */
  formId: string
  choices: LinkChoices
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'link')
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
          hint="A name to find it by in the list, such as the store name."
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
          none="The first account that continues"
          accounts={choices.accounts}
          value={values.account}
          error={errorOf(state, 'account')}
        />
        {choices.sendsMail && (
          <TextField
            name="sendTo"
            type="email"
            label="Send it to"
            hint="An email address of the seller. Leave it empty to send the link yourself."
            autoComplete="off"
            defaultValue={values.sendTo}
            error={errorOf(state, 'sendTo')}
          />
        )}
        <LinkLimits state={state} applications={choices.applications} />
        <LinkLifeField lives={choices.lives} value={values.days} error={errorOf(state, 'days')} />
        <AccountCheck state={state} />
        <SubmitButton pendingLabel="Creating the link">{labelForAccount('Create link', state)}</SubmitButton>
      </form>
    </div>
  )
}

/** Creates a connect link that renews one authorization and nothing else. */
export function LinkRenewalForm({
  formId,
  authorizationId,
  recipients,
  lives,
  action,
}: {
  /** The new link's id, so that submitting twice creates one. */
  formId: string
  authorizationId: string
  /** The addresses to which it can be sent. */
  recipients: readonly string[]
  lives: readonly number[]
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'link-renewal')
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-3">
      {state.link === undefined ? <FormProblem state={state} /> : <LinkShownOnce state={state} />}
      <input type="hidden" name="id" value={formId} />
      <input type="hidden" name="authorization" value={authorizationId} />
      <p className="text-ink-muted">
        Or create a one-time link: it expires, shows what it asks for before the seller continues, and can be
        revoked under Connect links.
      </p>
      {recipients.length > 0 && (
        <KeptCheckBox
          state={state}
          usual={false}
          name="send"
          label={`Email the link to ${someRecipients(recipients)}`}
        />
      )}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-28 flex-1">
          <LinkLifeField lives={lives} value={state.values.days} error={errorOf(state, 'days')} />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Creating the link">
          Create one-time link
        </SubmitButton>
      </div>
    </form>
  )
}

const names = ['marketplace', 'countries', 'sellingPartner', 'returnTo', 'reference', 'tags'] as const

/** Optional choices that an operator can make for the seller: collapsed until one is made. */
export function LinkLimits({
  state,
  applications,
}: {
  state: FormState
  applications: LinkChoices['applications']
}) {
  const { values, problem } = state
  const isNeeded = [...names, ...marketplaces.map(({ id }) => countryField(id))].some(
    (name) => (values[name] ?? '') !== '' || problem?.field === name,
  )
  const hasReturns = applications.some(({ returnAddresses }) => returnAddresses.length > 0)
  return (
    <details className="rounded-md border border-line" open={isNeeded || undefined}>
      <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 py-2 font-medium hover:bg-sunken">
        <DisclosureIcon />
        <span>
          Countries, selling partner, return URL, reference, tags{' '}
          <span className="font-normal text-ink-muted">(optional)</span>
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
          <CountryOptions none="Chosen by the seller" />
        </SelectField>
        <CountriesField state={state} />
        <TextField
          name="sellingPartner"
          label="Expected selling partner"
          hint="Merchant token or vendor code. A grant from anyone else is quarantined for you to review."
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={values.sellingPartner}
          error={errorOf(state, 'sellingPartner')}
        />
        {hasReturns ? (
          <TextField
            name="returnTo"
            label="Return URL"
            type="url"
            list="return-addresses"
            hint="One of the application’s return URLs; you can add a query. The seller can continue there at the end."
            autoComplete="off"
            maxLength={1_000}
            defaultValue={values.returnTo}
            error={errorOf(state, 'returnTo')}
          />
        ) : (
          <p className="text-ink-muted text-sm">
            No application has a return URL, so sellers stay here at the end. An administrator can add them
            under Applications.
          </p>
        )}
        <ReferenceFields state={state} />
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
    <SelectField key={value} name="days" label="Valid for" defaultValue={value ?? '7'} error={error}>
      {lives.map((days) => (
        <option key={days} value={days}>
          {counted(days, 'day')}
        </option>
      ))}
    </SelectField>
  )
}

/** The choices for a new connect link. */
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
  /** Whether the link can be sent by email. */
  readonly sendsMail: boolean
}

/** A connect link that was just made. */
export function LinkShownOnce({ state }: { state: FormState }) {
  if (state.link === undefined) return null
  return (
    <ShownOnce
      title={state.done}
      next={state.linkUse ?? linkUse({ isSent: false, regions: 1 })}
      value={state.link}
      what="the connect link"
    >
      Copy the link
    </ShownOnce>
  )
}
