'use client'

import { ArrowRightIcon, ChevronDownIcon, XIcon } from 'lucide-react'
import { useState } from 'react'
import { accentTokens, defaultAccent, parseColor } from '#lib/branding/accent.ts'
import { CompanyMark, type LogoImage } from '../connect/company-mark.tsx'
import { type Theme, themes } from '../theme.ts'
import { buttonClass, segmentClass, segmentsClass } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { controlClass } from '../ui/field.tsx'

/** The branding as a seller would see it now. */
export interface Shown {
  readonly companyName: string
  readonly supportEmail: string
  readonly accentLight: string
  readonly accentDark: string
  readonly imprintUrl: string
  readonly privacyUrl: string
  readonly termsUrl: string
}

/** As on the connect page. `before` and `after` surround the company's name. */
export interface PreviewWords {
  readonly title: string
  readonly before: string
  readonly after: string
  readonly country: string
  readonly choose: string
  readonly submit: string
  readonly notRead: string
  readonly notPassword: string
  readonly questions: string
  readonly imprint: string
  readonly privacy: string
  readonly terms: string
}

const colorFields = { light: 'accentLight', dark: 'accentDark' } as const
const themeLabels = { light: 'Light', dark: 'Dark' } as const

/** The connect page in the company's colors, before they are stored. */
export function Preview({
  shown,
  logo,
  words,
}: {
  shown: Shown
  logo: LogoImage | null
  words: PreviewWords
}) {
  const [theme, setTheme] = useState<Theme>('light')
  const color = parseColor(shown[colorFields[theme]]) ?? defaultAccent[theme]
  const variables = Object.fromEntries(
    Object.entries(accentTokens(color, theme)).map(([name, value]) => [`--${name}`, value]),
  )
  return (
    <div className="lg:sticky lg:top-5">
      <Card
        title="Preview"
        action={
          <fieldset className={segmentsClass}>
            <legend className="sr-only">Theme of the preview</legend>
            {themes.map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === theme}
                onClick={() => setTheme(name)}
                className={segmentClass}
              >
                {themeLabels[name]}
              </button>
            ))}
          </fieldset>
        }
      >
        <div
          role="img"
          aria-label="The connect page with these settings"
          style={{ ...variables, colorScheme: theme }}
          className="overflow-hidden rounded-md border border-line bg-canvas text-ink wrap-anywhere"
        >
          <div inert className="grid grid-cols-1 gap-5 p-5">
            <CompanyMark name={shown.companyName} logo={logo} />
            <div className="grid gap-2">
              <p className="font-semibold text-xl tracking-tight">{words.title}</p>
              <p className="text-base text-ink-muted">
                {words.before}
                {shown.companyName}
                {words.after}
              </p>
            </div>
            <div className="grid grid-cols-1 gap-4 rounded-md border border-line bg-surface p-4 text-base">
              <div className="grid gap-1.5">
                <span className="font-medium">{words.country}</span>
                <span className={`${controlClass} flex items-center justify-between`}>
                  {words.choose}
                  <ChevronDownIcon size={16} className="text-ink-muted" />
                </span>
              </div>
              <span className={buttonClass({ variant: 'primary', size: 'large', wide: true })}>
                {words.submit}
                <ArrowRightIcon size={18} />
              </span>
            </div>
            <div className="grid gap-2 text-base">
              <p className="font-medium">{words.notRead}</p>
              <p className="flex gap-2.5 text-ink-muted">
                <XIcon size={16} className="mt-[3px] text-ink-faint" />
                {words.notPassword}
              </p>
            </div>
            <PreviewFooter shown={shown} words={words} />
          </div>
        </div>
      </Card>
    </div>
  )
}

function PreviewFooter({ shown, words }: { shown: Shown; words: PreviewWords }) {
  const links = [
    shown.imprintUrl !== '' && words.imprint,
    shown.privacyUrl !== '' && words.privacy,
    shown.termsUrl !== '' && words.terms,
  ].filter((label) => label !== false)
  return (
    <div className="grid gap-1 border-line border-t pt-4 text-ink-muted text-sm">
      {shown.supportEmail !== '' && (
        <p>
          {words.questions} <span className="text-accent-ink underline">{shown.supportEmail}</span>
        </p>
      )}
      {links.length > 0 && (
        <p className="flex flex-wrap gap-x-4">
          {links.map((label) => (
            <span key={label} className="underline underline-offset-4">
              {label}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
