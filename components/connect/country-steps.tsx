import { ArrowRightIcon, CheckIcon } from 'lucide-react'
import { findConsentGroup } from '#lib/amazon/marketplaces.ts'
import type { OtherCountry } from '#lib/authorizations/other-countries.ts'
import { listIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'
import type { Text } from '#lib/languages/text.ts'
import type { UnfinishedSet } from '#lib/links/list.ts'
import { useText } from '../languages/text.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { countryOf, groupNameIn } from './country-names.ts'
import { OwnCountryOptions } from './seller-fields.tsx'

/** One country or region of several, with its own consent. */
export interface CountryStep {
  readonly key: string
  readonly name: string
  readonly isConnected: boolean
  /** The marketplaces from which the seller chooses one; a single one is chosen. */
  readonly marketplaceIds: readonly string[]
  /** Further parameters for `/authorize`. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Several countries, each connected on its own: the first that is open is the next. */
export function CountrySteps({ steps }: { steps: readonly CountryStep[] }) {
  const text = useText('countries')
  const next = steps.find(({ isConnected }) => !isConnected)
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface text-base">
      {steps.map((step) => (
        <li key={step.key} className="grid gap-3 px-4 py-3">
          {step.isConnected ? (
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{step.name}</span>
              <span className="inline-flex items-center gap-1 text-good-ink text-sm">
                <CheckIcon size={16} />
                {text('connected')}
              </span>
            </span>
          ) : (
            <OpenStep step={step} isNext={step === next} />
          )}
        </li>
      ))}
    </ol>
  )
}

/** A plain form: a link could be prefetched, and each visit of /authorize creates an attempt. */
function OpenStep({ step, isNext }: { step: CountryStep; isNext: boolean }) {
  const text = useText('countries')
  const [only, ...others] = step.marketplaceIds
  return (
    <form
      action="/authorize"
      method="get"
      className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end"
    >
      {Object.entries(step.parameters).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {others.length === 0 ? (
        <>
          <input type="hidden" name="marketplace" value={only} />
          <span className="self-center wrap-anywhere">{step.name}</span>
        </>
      ) : (
        <SelectField
          id={`country-of-${step.key}`}
          name="marketplace"
          label={step.name}
          required
          hint={text('pick')}
          defaultValue=""
        >
          <OwnCountryOptions only={step.marketplaceIds} />
        </SelectField>
      )}
      <Button type="submit" variant={isNext ? 'primary' : 'secondary'}>
        {text('connect', { name: step.name })}
        <ArrowRightIcon size={16} className="rtl:-scale-x-100" />
      </Button>
    </form>
  )
}

/** The steps of a connect link. */
export function stepsOfLink(
  { id, steps }: Pick<UnfinishedSet, 'id' | 'steps'>,
  language: Language,
): readonly CountryStep[] {
  return steps.map(({ consentGroup, marketplaceIds, connectedAt }) => ({
    key: consentGroup,
    name: listIn(
      language,
      marketplaceIds.map((one) => countryOf(language, one)),
    ),
    isConnected: connectedAt !== null,
    // One consent covers all of them.
    marketplaceIds: marketplaceIds.slice(0, 1),
    parameters: { link: id },
  }))
}

/** The other countries that a seller plans to connect. */
export function stepsOfPlan(
  countries: readonly OtherCountry[],
  language: Language,
  text: Text<'countries'>,
): readonly CountryStep[] {
  return countries.map(({ applicationId, partnerType, consentGroup, state }) => ({
    // Part of ids, which may not contain spaces.
    key: `${applicationId}-${partnerType}-${consentGroup}`,
    name: groupNameIn(language, text, consentGroup),
    isConnected: state === 'connected',
    marketplaceIds: (findConsentGroup(consentGroup)?.marketplaces ?? []).map(({ id }) => id),
    parameters: { application: applicationId, partner: partnerType },
  }))
}
