import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { DiagnosisHint } from './diagnosis-hint.tsx'

/** A diagnosis behind one line, for a place that has said already what happened. */
export function LikelyCause({ diagnosis, isOpen = false }: { diagnosis: Diagnosis; isOpen?: boolean }) {
  return (
    <details open={isOpen}>
      <summary className="w-fit cursor-pointer rounded-sm font-medium text-ink">
        What it most likely is, and what to do
      </summary>
      <div className="mt-2">
        <DiagnosisHint diagnosis={diagnosis} />
      </div>
    </details>
  )
}
