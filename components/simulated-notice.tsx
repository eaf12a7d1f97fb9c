import { InfoIcon } from 'lucide-react'
import { useText } from './languages/text.tsx'
import { utcTime } from './ui/format.ts'

/** On every page while Amazon is simulated, so that no one mistakes its sellers or the demo's time for real ones. */
export function SimulatedNotice({ simulated, movedTo }: { simulated: boolean; movedTo: Date | null }) {
  const text = useText('frame')
  if (!simulated) return null
  return (
    <aside className="flex min-h-7 items-center justify-center gap-1.5 border-doubt-line border-b bg-doubt-surface px-4 py-1 text-center text-doubt-ink text-xs">
      <InfoIcon size={12} />
      <span>
        <strong className="font-medium">{text('simulatedAmazon')}</strong> {text('noRealSeller')}
        {movedTo !== null && ` ${text('clock', { time: utcTime(movedTo) })}`}
      </span>
    </aside>
  )
}
