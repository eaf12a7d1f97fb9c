import { Icon } from './ui/icon.tsx'

/** On every page while Amazon is a simulator, so that nobody takes its sellers for real ones. */
export function SimulatedNotice({ simulated }: { simulated: boolean }) {
  if (!simulated) return null
  return (
    <aside className="flex min-h-7 items-center justify-center gap-1.5 border-doubt-line border-b bg-doubt-surface px-4 py-1 text-center text-doubt-ink text-xs">
      <Icon name="info" size={12} />
      <span>
        <strong className="font-medium">Simulated Amazon.</strong> No real seller account is involved.
      </span>
    </aside>
  )
}
