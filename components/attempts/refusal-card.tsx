import type { RefusalView } from '#lib/attempts/refusals.ts'
import { DiagnosisHint } from '../diagnose/diagnosis-card.tsx'
import { Card } from '../ui/card.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { figure } from '../ui/format.ts'

/** Requests that belonged to no attempt: how many, why, and what to do. */
export function RefusalCard({ refusals }: { refusals: readonly RefusalView[] }) {
  if (refusals.length === 0) return null
  return (
    <Card title="Turned away without an attempt" flush>
      <p className="border-line border-b px-4 py-2.5 text-ink-muted text-sm">
        Requests that we could tie to no attempt. They are counted, and nothing that they carried is kept.
      </p>
      <ul className="divide-y divide-line">
        {refusals.map(({ door, cause, title, today, yesterday, diagnosis }) => (
          <li key={`${door} ${cause}`}>
            <details>
              <summary className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto_1rem] items-center gap-x-4 px-4 py-2 outline-offset-[-2px] hover:bg-sunken/60">
                <span className="min-w-0">
                  {title} <code className="font-mono text-ink-muted text-sm">/{door}</code>
                </span>
                <span className="text-ink-muted text-sm tabular-nums">
                  {figure(today)} today, {figure(yesterday)} yesterday
                </span>
                <DisclosureIcon />
              </summary>
              <div className="border-line border-t bg-sunken/40 p-4">
                {diagnosis === null ? (
                  <p className="text-ink-muted">
                    Nothing has to be done about single ones. Their code is <code>{cause}</code>.
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
