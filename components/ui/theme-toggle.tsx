import { type LucideIcon, MonitorIcon, MoonIcon, SunIcon } from 'lucide-react'
import { useText } from '../languages/text.tsx'
import type { Theme } from '../theme.ts'
import { segmentClass, segmentsClass } from './button.tsx'

const choices: readonly (readonly [value: Theme | 'system', icon: LucideIcon])[] = [
  ['system', MonitorIcon],
  ['light', SunIcon],
  ['dark', MoonIcon],
]

/** `action` is the server action that sets the cookie; works without JavaScript. `theme` null follows the system. */
export function ThemeToggle({
  theme,
  action,
}: {
  theme: Theme | null
  action: (form: FormData) => Promise<void>
}) {
  const text = useText('frame')
  return (
    <form action={action}>
      <fieldset className={segmentsClass}>
        <legend className="sr-only">{text('theme')}</legend>
        {choices.map(([value, Icon]) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={value === (theme ?? 'system')}
            aria-label={text(value)}
            title={text(value)}
            className={segmentClass}
          >
            <Icon size={14} />
          </button>
        ))}
      </fieldset>
    </form>
  )
}
