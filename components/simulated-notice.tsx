import { InfoIcon } from 'lucide-react'
import { utcTime } from './ui/format.ts'

/** On every page while Amazon is a simulator, so that nobody takes its sellers, or the demo's time, for real ones. */
export function SimulatedNotice({ simulated, movedTo }: { simulated: boolean; movedTo: Date | null }) {
  if (!simulated) return null
  return (
    <aside className="flex min-h-7 items-center justify-center gap-1.5 border-doubt-line border-b bg-doubt-surface px-4 py-1 text-center text-doubt-ink text-xs">
      <InfoIcon size={12} />
      <span>
        <strong className="font-medium">Simulated Amazon.</strong> No real seller account is involved.
        {movedTo !== null && ` The clock was moved to ${utcTime(movedTo)}.`}
      </span>
    </aside>
  )
}
