import { type LucideIcon, MonitorIcon, MoonIcon, SunIcon } from 'lucide-react'
import type { Theme } from '../theme.ts'
import { segmentClass, segmentsClass } from './button.tsx'

const choices: readonly (readonly [value: Theme | 'system', label: string, icon: LucideIcon])[] = [
  ['system', 'As the system', MonitorIcon],
  ['light', 'Light', SunIcon],
  ['dark', 'Dark', MoonIcon],
]

/** `action` is the server action that sets the cookie; works without JavaScript. `theme` null follows the system. */
export function ThemeToggle({
  theme,
  action,
}: {
  theme: Theme | null
  action: (form: FormData) => Promise<void>
}) {
  return (
    <form action={action}>
      <fieldset className={segmentsClass}>
        <legend className="sr-only">Theme</legend>
        {choices.map(([value, label, Icon]) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={value === (theme ?? 'system')}
            aria-label={label}
            title={label}
            className={segmentClass}
          >
            <Icon size={14} />
          </button>
        ))}
      </fieldset>
    </form>
  )
}
