import type { RefusalView } from '#lib/attempts/read.ts'
import { DiagnosisHint } from '../diagnose/diagnosis-card.tsx'
import { Card } from '../ui/card.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { figure } from '../ui/format.ts'

/** Requests that belonged to no attempt: how many, why, and what to do. */
export function RefusalCard({ refusals }: { refusals: readonly RefusalView[] }) {
  if (refusals.length === 0) return null
  return (
    <Card title="Rejected without an attempt" flush>
      <p className="border-line border-b px-4 py-2.5 text-ink-muted text-sm">
        Requests that couldn’t be matched to an attempt. They are counted, and nothing they contained is kept.
      </p>
      <ul className="divide-y divide-line">
        {refusals.map(({ endpoint, cause, title, today, yesterday, diagnosis }) => (
          <li key={`${endpoint} ${cause}`}>
            <details>
              <summary className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 px-4 py-2 outline-offset-[-2px] hover:bg-sunken/60">
                <span className="min-w-0">
                  {title} <code className="font-mono text-ink-muted text-sm">/{endpoint}</code>
                </span>
                <span className="text-ink-muted text-sm tabular-nums">
                  {figure(today)} today, {figure(yesterday)} yesterday
                </span>
                <DisclosureIcon />
              </summary>
              <div className="border-line border-t bg-sunken/40 p-4">
                {diagnosis === null ? (
                  <p className="text-ink-muted">
                    Single ones need no action. Their code is <code>{cause}</code>.
                  </p>
                ) : (
                  <DiagnosisHint diagnosis={diagnosis} />
                )}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}
