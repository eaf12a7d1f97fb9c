import { dayIn } from '#lib/languages/formats.ts'
import type { UnfinishedSet } from '#lib/links/list.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { CountrySteps, stepsOfLink } from './country-steps.tsx'

/** The countries of a connect link that its seller has claimed: the connected ones, and the next one. */
export function LinkCountries({ set }: { set: UnfinishedSet }) {
  const text = useText('countries')
  const language = useLanguage()
  const steps = stepsOfLink(set, language)
  const left = steps.filter(({ isConnected }) => !isConnected)
  const connected = steps.length - left.length
  return (
    <section className="grid gap-3" aria-labelledby={`countries-of-${set.id}`}>
      <div className="grid gap-1">
        <h2 id={`countries-of-${set.id}`} className="font-medium text-lg">
          {connected === 0 ? text('ofLink') : text('next', { name: left[0]?.name ?? '' })}
        </h2>
        <p className="text-base text-ink-muted">
          {text('progress', {
            connected,
            total: steps.length,
            date: dayIn(language, set.expiresAt),
          })}
        </p>
      </div>
      <CountrySteps steps={steps} />
    </section>
  )
}
