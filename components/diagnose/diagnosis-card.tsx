import { CircleQuestionMarkIcon } from 'lucide-react'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { Badge } from '../ui/badge.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { DiagnosisLinks } from './diagnosis-links.tsx'
import { responsibleParties } from './responsible-party.ts'

/** One diagnosis: what it is, who acts, what to do, and what to look at to be sure. */
export function DiagnosisCard({ diagnosis }: { diagnosis: Diagnosis }) {
  const { title, cause, who, steps, evidence, check, others, link, seen } = diagnosis
  const { label, tone, icon } = responsibleParties[who]
  return (
    <article className="grid gap-4 rounded-md border border-line bg-surface p-5 text-base">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
          {check !== null && <span className="text-ink-muted text-sm">The paste alone cannot decide</span>}
        </div>
        <h2 className="font-semibold text-lg wrap-anywhere">{title}</h2>
        <p>{cause}</p>
      </div>
      {check !== null && (
        <p className="flex gap-2 rounded-md border border-accent-line bg-accent-soft p-3">
          <CircleQuestionMarkIcon size={16} className="mt-0.5 text-accent-ink" />
          <span>
            <span className="font-medium">Check next: </span>
            {check}
          </span>
        </p>
      )}
      <div className="grid gap-1.5">
        <h3 className="font-medium">What to do</h3>
        <ol className="grid list-decimal gap-1 pl-5 marker:text-ink-faint">
          {steps.map((step) => (
            <li key={step} className="pl-1 wrap-anywhere">
              {step}
            </li>
          ))}
        </ol>
      </div>
      <p className="text-sm">
        <span className="text-ink-muted">Evidence to look at: </span>
        {evidence}
      </p>
      {others.length > 0 && (
        <details className="text-sm">
          <summary className="flex w-fit items-center gap-1.5 rounded-sm text-ink-muted hover:text-ink">
            <DisclosureIcon />
            What the same words can also mean
          </summary>
          <ul className="mt-2 grid list-disc gap-1 pl-5">
            {others.map((other) => (
              <li key={other}>{other}</li>
            ))}
          </ul>
        </details>
      )}
      <DiagnosisLinks link={link} seen={seen} />
    </article>
  )
}
