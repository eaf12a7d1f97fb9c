import type { Theme } from '../theme.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { segmentClass, segmentsClass } from './segments.ts'

const choices: readonly (readonly [value: Theme | 'system', label: string, icon: IconName])[] = [
  ['system', 'As the system', 'monitor'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
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
        {choices.map(([value, label, icon]) => (
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
            <Icon name={icon} size={14} />
          </button>
        ))}
      </fieldset>
    </form>
  )
}
