import { ChevronDownIcon, LanguagesIcon } from 'lucide-react'
import { languageCodes, languages } from '#lib/languages/languages.ts'
import { useLanguage, useText } from './text.tsx'

/** `action` is the server action that remembers the choice; works without JavaScript. */
export function LanguageMenu({ action }: { action: (form: FormData) => Promise<void> }) {
  const text = useText('frame')
  const current = useLanguage()
  return (
    // Another language closes it.
    <details key={current} className="group relative shrink-0 text-sm">
      <summary className="inline-flex h-8 cursor-pointer list-none items-center gap-1.5 rounded-md px-2 text-ink-muted hover:bg-sunken hover:text-ink [&::-webkit-details-marker]:hidden">
        <LanguagesIcon size={16} />
        <span className="sr-only">{text('language')}</span>
        <span lang={languages[current].tag}>{languages[current].name}</span>
        <ChevronDownIcon size={14} className="transition-transform group-open:rotate-180" />
      </summary>
      <form
        action={action}
        className="absolute end-0 top-full z-20 mt-1 grid w-44 max-w-[calc(100vw-2.5rem)] rounded-md border border-line-strong/60 bg-surface p-1 shadow-md"
      >
        {languageCodes.map((code) => (
          <button
            key={code}
            type="submit"
            name="language"
            value={code}
            lang={languages[code].tag}
            dir={languages[code].direction}
            aria-current={code === current ? 'true' : undefined}
            className="cursor-pointer rounded-sm px-3 py-2 text-start hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent-ink"
          >
            {languages[code].name}
          </button>
        ))}
      </form>
    </details>
  )
}
