import type { OtherCountry } from '#lib/authorizations/other-countries.ts'
import type { FormAction } from '../forms/form-state.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { groupNameIn } from './country-names.ts'
import { CountrySteps, stepsOfPlan } from './country-steps.tsx'
import { PlanForm } from './plan-form.tsx'

/** After one country is connected: the others in which the seller sells, one step each. */
export function OtherCountries({
  countries,
  applicationName = null,
  action,
}: {
  /** Countries of one application and one kind of selling partner. */
  countries: readonly OtherCountry[]
  /** Where the page has several such lists: tells them apart. */
  applicationName?: string | null
  action: FormAction
}) {
  const text = useText('countries')
  const kinds = useText('connections')
  const language = useLanguage()
  const [first] = countries
  const rest = countries.filter(({ state }) => state !== 'connected')
  const planned = countries.filter(({ state }) => state === 'planned')
  const [example] = rest
  if (first === undefined || example === undefined) return null
  // "Do you also sell in Japan?" names one country as an example.
  const name = groupNameIn(language, text, example.consentGroup)
  const question = text(rest.length === 1 ? 'alsoIn' : 'alsoElsewhere', { name })
  const { applicationId, partnerType } = first
  const id = `other-countries-${applicationId}-${partnerType}`
  return (
    <section className="grid gap-4" aria-labelledby={id}>
      <div className="grid gap-1">
        <h2 id={id} className="font-medium text-lg wrap-anywhere">
          {planned.length === 0
            ? question
            : applicationName === null
              ? text('planned')
              : text('plannedFor', { application: applicationName, kind: kinds(partnerType) })}
        </h2>
        <p className="text-base text-ink-muted">
          {text(planned.length > 0 ? 'plannedText' : 'unplannedText')}
        </p>
      </div>
      {planned.length > 0 && <CountrySteps steps={stepsOfPlan(planned, language, text)} />}
      <PlanForm
        applicationId={applicationId}
        partnerType={partnerType}
        countries={rest.map(({ consentGroup, state }) => ({
          group: consentGroup,
          name: groupNameIn(language, text, consentGroup),
          isPlanned: state === 'planned',
        }))}
        isOpen={planned.length === 0}
        words={{
          open: text(planned.length > 0 ? 'change' : 'open'),
          where: text('where'),
          save: text('save'),
          saving: text('saving'),
        }}
        action={action}
      />
    </section>
  )
}
