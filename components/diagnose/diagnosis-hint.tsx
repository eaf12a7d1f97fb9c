import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { DiagnosisLinks } from './diagnosis-links.tsx'
import { responsibleParties } from './responsible-party.ts'

/** A diagnosis inside of an operator's panel: cause, who acts, steps, links. */
export function DiagnosisHint({
  diagnosis,
  besides,
}: {
  diagnosis: Diagnosis
  /** A title that stands above already. */
  besides?: string
}) {
  const { title, cause, who, check, steps, link, seen } = diagnosis
  return (
    <div className="grid max-w-prose gap-2 text-base text-ink">
      {title !== besides && <p className="font-medium">{title}</p>}
      <p>{cause}</p>
      {check !== null && (
        <p>
          <span className="text-ink-muted">Check next: </span>
          {check}
        </p>
      )}
      <p className="text-ink-muted">{responsibleParties[who].label}:</p>
      <ol className="grid list-decimal gap-1 pl-5 wrap-anywhere">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <DiagnosisLinks link={link} seen={seen} />
    </div>
  )
}
