import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { DiagnosisHint } from './diagnosis-hint.tsx'

/** A diagnosis behind one line, for a place that has said already what happened. */
export function LikelyCause({ diagnosis, isOpen = false }: { diagnosis: Diagnosis; isOpen?: boolean }) {
  return (
    <details open={isOpen}>
      <summary className="flex w-fit items-center gap-1.5 rounded-sm font-medium text-ink">
        <DisclosureIcon />
        What it most likely is, and what to do
      </summary>
      <div className="mt-2 pl-5">
        <DiagnosisHint diagnosis={diagnosis} />
      </div>
    </details>
  )
}
