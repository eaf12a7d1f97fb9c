import { CountryOptions } from '../connect/seller-fields.tsx'
import { errorOf, type FormState } from '../forms/form-state.ts'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import type { LinkChoices } from './link-choices.ts'

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
