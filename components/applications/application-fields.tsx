import type { ReactNode } from 'react'
import { CheckBox, ChoiceCards, FieldError, SelectField, TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { distributionWords } from './distribution-words.ts'
import type { Typed } from './typed.ts'

/** A part of a long form, with its heading beside its fields on wide screens. */
export function FormSection({
  title,
  hint,
  children,
}: {
  title: string
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-4 border-line border-b px-4 py-5 last-of-type:border-0 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-8">
      <legend className="sr-only">{title}</legend>
      <div className="grid content-start gap-1">
        <p aria-hidden className="font-medium">
          {title}
        </p>
        {hint !== undefined && <div className="text-ink-muted text-sm wrap-anywhere">{hint}</div>}
      </div>
      <div className="grid min-w-0 gap-4">{children}</div>
    </fieldset>
  )
}

/** The application's ids at Amazon, and its token endpoint. */
export function IdentityFields({
  typed: { value, error },
  tokenEndpoints,
}: {
  typed: Typed
  tokenEndpoints: readonly string[]
}) {
  return (
    <>
      <TextField
        name="spApiApplicationId"
        label="Application id"
        placeholder="amzn1.sp.solution.…"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('spApiApplicationId')}
        error={error('spApiApplicationId')}
      />
      <TextField
        name="lwaClientId"
        label="LWA client id"
        hint="From “View LWA credentials”."
        placeholder="amzn1.application-oa2-client.…"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('lwaClientId')}
        error={error('lwaClientId')}
      />
      <SelectField
        key={`status ${value('status')}`}
        name="status"
        label="Status at Amazon"
        hint="For a draft, the consent page is opened with version=beta. Change this once Amazon has published the application."
        defaultValue={value('status')}
        error={error('status')}
      >
        <option value="draft">Draft</option>
        <option value="published">Published</option>
      </SelectField>
      <SelectField
        key={`tokenEndpoint ${value('tokenEndpoint')}`}
        name="tokenEndpoint"
        label="Token endpoint"
        hint="Change it only if Amazon tells you to."
        defaultValue={value('tokenEndpoint')}
        error={error('tokenEndpoint')}
      >
        {tokenEndpoints.map((endpoint) => (
          <option key={endpoint} value={endpoint}>
            {endpoint}
          </option>
        ))}
      </SelectField>
    </>
  )
}

/** The client secret of a new application: sealed immediately, and never shown again. */
export function SecretFields({
  typed: { value, error },
  isAgain,
}: {
  typed: Typed
  /** The form came back without its secret. */
  isAgain: boolean
}) {
  return (
    <>
      <PasswordField
        name="clientSecret"
        label="LWA client secret"
        hint={
          isAgain
            ? 'Enter it again: it wasn’t kept.'
            : 'Encrypted immediately. Only its last characters are shown afterward.'
        }
        autoComplete="off"
        required
        error={error('clientSecret')}
      />
      <TextField
        name="secretCreatedOn"
        type="date"
        label="Created at Amazon on"
        hint="It expires 180 days later. Leave this empty if you don’t know."
        defaultValue={value('secretCreatedOn')}
        error={error('secretCreatedOn')}
      />
    </>
  )
}

const choices = Object.entries(distributionWords).map(([value, { label, description }]) => ({
  value,
  label,
  description,
}))

/** The selling partners who can authorize the application. */
export function AudienceFields({
  typed: { value, isTicked, error },
  chooseDistribution,
}: {
  typed: Typed
  chooseDistribution: (distribution: string) => void
}) {
  return (
    <>
      <div
        onChange={(event) =>
          event.target instanceof HTMLInputElement && chooseDistribution(event.target.value)
        }
      >
        <ChoiceCards
          legend="Kind"
          name="distribution"
          defaultValue={value('distribution')}
          choices={choices}
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">Selling partners</legend>
        <CheckBox name="seller" label="Sellers" defaultChecked={isTicked('seller')} />
        <CheckBox name="vendor" label="Vendors" defaultChecked={isTicked('vendor')} />
        <FieldError id="partnerTypes" error={error('partnerTypes')} />
      </fieldset>
      <CheckBox
        name="isSandbox"
        label="Sandbox only"
        hint="Sandbox applications have no consent page; they are self-authorized."
        defaultChecked={isTicked('isSandbox')}
      />
    </>
  )
}

/** The two addresses that are registered at Amazon. */
export function AddressFields({ typed: { value, error } }: { typed: Typed }) {
  return (
    <>
      <TextField
        name="redirectUri"
        label="OAuth Redirect URI"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('redirectUri')}
        error={error('redirectUri')}
      />
      <TextField
        name="logInUri"
        label="OAuth Login URI"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        defaultValue={value('logInUri')}
        error={error('logInUri')}
      />
    </>
  )
}

/** When an authorization is due again. Dates only warn; only Amazon's answer revokes. */
export function RenewalFields({
  typed: { value, error },
  termDays,
}: {
  typed: Typed
  /** The default of the chosen kind; null keeps the form's value. */
  termDays: string | null
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        key={termDays}
        name="renewalTermDays"
        label="Term in days"
        hint="Amazon says 365 for public applications. Empty: no term."
        inputMode="numeric"
        defaultValue={termDays ?? value('renewalTermDays')}
        error={error('renewalTermDays')}
      />
      <TextField
        name="renewalDueDays"
        label="Due in the last … days"
        hint="From then on, sellers and operators see that the renewal is due."
        inputMode="numeric"
        required
        defaultValue={value('renewalDueDays')}
        error={error('renewalDueDays')}
      />
      <TextField
        name="renewalWarningDays"
        label="Warn … days before the end"
        hint="Separated by commas. Empty: never."
        defaultValue={value('renewalWarningDays')}
        error={error('renewalWarningDays')}
      />
    </div>
  )
}
