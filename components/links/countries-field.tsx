import { consentGroups } from '#lib/amazon/marketplaces.ts'
import { errorOf, type FormState } from '../forms/form-state.ts'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { CheckBox, FieldError } from '../ui/field.tsx'
import { countryField } from './country-field.ts'

/** A checkbox for each country, named by its marketplace id, grouped by Amazon's consents. */
export function CountriesField({ state }: { state: FormState }) {
  const { values } = state
  const error = errorOf(state, 'countries')
  const isUsed = consentGroups.some(({ marketplaces }) =>
    marketplaces.some(({ id }) => values[countryField(id)]),
  )
  return (
    <details className="rounded-md border border-line" open={isUsed || error !== null || undefined}>
      <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 py-2 font-medium hover:bg-sunken">
        <DisclosureIcon />
        Several countries
      </summary>
      <fieldset className="grid gap-3 border-line border-t p-3">
        <legend className="sr-only">Several countries</legend>
        <p className="text-ink-muted text-sm">
          The seller approves once for each region, and the link is used when all of them are connected. Leave
          the single country and the selling partner above empty.
        </p>
        {consentGroups.map(({ id, name, marketplaces }) =>
          marketplaces.length === 1 ? (
            <CountryBox key={id} id={marketplaces[0]?.id ?? ''} label={name} values={values} />
          ) : (
            <fieldset key={id} className="grid gap-1.5">
              <legend className="mb-1 font-medium">{name}</legend>
              <div className="grid gap-1.5 sm:grid-cols-2">
                {marketplaces.map((marketplace) => (
                  <CountryBox
                    key={marketplace.id}
                    id={marketplace.id}
                    label={marketplace.country}
                    values={values}
                  />
                ))}
              </div>
            </fieldset>
          ),
        )}
        <FieldError id="countries-error" error={error} />
      </fieldset>
    </details>
  )
}

function CountryBox({ id, label, values }: { id: string; label: string; values: FormState['values'] }) {
  const name = countryField(id)
  return (
    <CheckBox
      key={`${id} ${values[name]}`}
      name={name}
      label={label}
      defaultChecked={Boolean(values[name])}
    />
  )
}
