'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { typedOf } from '../applications/typed.ts'
import { CompanyMark, type LogoImage } from '../connect/company-mark.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { controlClass, describeControl, Field, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { ColorField } from './color-field.tsx'
import { Preview, type PreviewWords, type Shown } from './preview.tsx'
import { readImage } from './read-image.ts'

interface Props {
  /** Field → text, with `seenAt`. */
  stored: Readonly<Record<string, string>>
  /** The environment's values, for fields that are left empty. */
  defaults: { readonly companyName: string; readonly supportEmail: string }
  logo: LogoImage | null
  words: PreviewWords
}

/** The company's branding, with a preview that follows every change. */
export function BrandingForm({ action, ...props }: Props & { action: FormAction }) {
  const [state, submit] = useForm(action, 'branding')
  return (
    <form action={submit}>
      <input type="hidden" name="seenAt" value={props.stored.seenAt} />
      {/* The fields start over from newly stored values. */}
      <Fields key={props.stored.seenAt} state={state} {...props} />
    </form>
  )
}

function Fields({ state, stored, defaults, logo, words }: Props & { state: FormState }) {
  const typed = typedOf(state, stored)
  const [shown, setShown] = useState<Shown>(() => shownOf(typed.value, defaults))
  const [picked, setPicked] = useState<LogoImage | null>(null)
  const [isRemoved, setRemoved] = useState((state.values.removeLogo ?? '') !== '')
  const fields = useRef<HTMLDivElement>(null)
  const text = (name: keyof Shown & string, label: string, hint: ReactNode, more: object = {}) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      autoComplete="off"
      defaultValue={typed.value(name)}
      error={typed.error(name)}
      {...more}
    />
  )

  // A browser clears the file field after sending it.
  useEffect(() => {
    if (state.problem !== null) setPicked(null)
  }, [state])

  function update() {
    const form = fields.current?.closest('form')
    if (!form) return
    const data = new FormData(form)
    setShown(shownOf((name) => String(data.get(name) ?? ''), defaults))
    setRemoved(data.get('removeLogo') === 'yes')
  }

  return (
    <div
      ref={fields}
      onInput={update}
      className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid min-w-0 gap-5">
        <FormProblem state={state} />
        <Card title="Company">
          <div className="grid gap-4">
            {text('companyName', 'Company name', `If empty: ${defaults.companyName} (from COMPANY_NAME).`, {
              maxLength: 80,
              placeholder: defaults.companyName,
            })}
            <LogoField
              state={state}
              logo={logo}
              name={shown.companyName}
              error={errorOf(state, 'logo')}
              onPick={async (file) => setPicked(file === null ? null : await readImage(file))}
            />
            {text(
              'supportEmail',
              'Support address',
              'Sellers can write to this address. It appears at the end of every page and email.',
              { type: 'email', placeholder: defaults.supportEmail || 'support@example.com', maxLength: 254 },
            )}
          </div>
        </Card>
        <Card title="Accent color">
          <p className="mb-4 text-ink-muted text-sm">
            For buttons, links and marks on sellers’ pages, and for buttons in emails. Text on a button is
            black or white, whichever reads better.
          </p>
          <div className="grid gap-5 sm:grid-cols-2">
            <ColorField
              name="accentLight"
              theme="light"
              label="On light pages"
              initial={typed.value('accentLight')}
              error={typed.error('accentLight')}
              onChange={(accentLight) => setShown((previous) => ({ ...previous, accentLight }))}
            />
            <ColorField
              name="accentDark"
              theme="dark"
              label="On dark pages"
              initial={typed.value('accentDark')}
              error={typed.error('accentDark')}
              onChange={(accentDark) => setShown((previous) => ({ ...previous, accentDark }))}
            />
          </div>
        </Card>
        <Card title="Legal links">
          <div className="grid gap-4">
            {text('imprintUrl', 'Legal notice (imprint)', 'At the end of every page and email.', link)}
            {text('privacyUrl', 'Privacy policy', undefined, link)}
            {text('termsUrl', 'Terms', undefined, link)}
          </div>
        </Card>
        <div>
          <SubmitButton pendingLabel="Saving">Save settings</SubmitButton>
        </div>
      </div>
      <Preview shown={shown} logo={picked ?? (isRemoved ? null : logo)} words={words} />
    </div>
  )
}

const link = { type: 'url', inputMode: 'url', placeholder: 'https://', spellCheck: false, maxLength: 500 }

function shownOf(value: (name: string) => string, defaults: Props['defaults']): Shown {
  return {
    companyName: value('companyName').trim() || defaults.companyName,
    supportEmail: value('supportEmail').trim() || defaults.supportEmail,
    accentLight: value('accentLight'),
    accentDark: value('accentDark'),
    imprintUrl: value('imprintUrl'),
    privacyUrl: value('privacyUrl'),
    termsUrl: value('termsUrl'),
  }
}

function LogoField({
  state,
  logo,
  name,
  error,
  onPick,
}: {
  state: FormState
  logo: LogoImage | null
  name: string
  error: string | null
  onPick: (file: File | null) => void
}) {
  const field = {
    id: 'logo',
    label: 'Logo',
    hint: 'PNG or WebP, up to 200 kB and 2000 by 2000 pixels.',
    error,
  }
  return (
    <div className="grid gap-2.5">
      <Field {...field}>
        <input
          type="file"
          name="logo"
          accept="image/png,image/webp"
          onChange={({ target }) => onPick(target.files?.[0] ?? null)}
          className={clsx(
            controlClass,
            'h-auto! cursor-pointer py-1.5 ps-1.5',
            'file:me-3 file:h-7 file:cursor-pointer file:rounded-sm file:border-0 file:bg-sunken file:px-2.5 file:font-medium file:text-ink',
          )}
          {...describeControl(field)}
        />
      </Field>
      {logo !== null && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken p-3">
          <CompanyMark name={name} logo={logo} />
          <KeptCheckBox state={state} name={'removeLogo'} usual={false} label="Remove this logo" />
        </div>
      )}
    </div>
  )
}
