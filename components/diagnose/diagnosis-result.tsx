import type { PasteDiagnosis } from '#lib/diagnose/diagnose-paste.ts'
import { Notice } from '../ui/notice.tsx'
import { DiagnosisCard } from './diagnosis-card.tsx'

/** What can be said of a paste: the causes, and what was recognised. */
export function DiagnosisResult({ result: { diagnoses, seen, unread } }: { result: PasteDiagnosis }) {
  const [first, ...others] = diagnoses
  return (
    <section aria-label="Diagnosis" className="grid gap-4">
      {first === undefined ? (
        <Notice
          tone="neutral"
          live
          title="Nothing of Amazon’s was recognised in this"
          next="Paste the body of the answer (it names the error), the address that fails, or the code that Amazon’s page shows."
        />
      ) : (
        <div role="status">
          <DiagnosisCard diagnosis={first} />
        </div>
      )}
      {others.length > 0 && (
        <>
          <h2 className="mt-2 font-medium text-base">Also noticed</h2>
          {others.map((diagnosis) => (
            <DiagnosisCard key={diagnosis.id} diagnosis={diagnosis} />
          ))}
        </>
      )}
      {unread > 0 && (
        <Notice
          tone="due"
          title={`${unread.toLocaleString('en')} characters in the middle were not read`}
          next="Paste the part around the error."
        />
      )}
      {seen.length > 0 && (
        <div className="grid gap-1 text-sm">
          <h2 className="font-medium">Recognised</h2>
          <ul className="grid gap-0.5 text-ink-muted">
            {seen.map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
