'use client'

import { CircleCheckIcon, TriangleAlertIcon } from 'lucide-react'
import { useState } from 'react'
import { type Accent, checkAccent, defaultAccent, parseColor } from '#lib/branding/accent.ts'
import { Button } from '../ui/button.tsx'
import { controlClass, describeControl, Field } from '../ui/field.tsx'

/** A color as text and in the browser's own picker, with its contrast. */
export function ColorField({
  name,
  theme,
  label,
  initial,
  error,
  onChange,
}: {
  name: string
  theme: keyof Accent
  label: string
  initial: string
  error: string | null
  onChange: (color: string) => void
}) {
  const [text, setText] = useState(initial)
  const color = parseColor(text)
  const field = { id: name, label, error }
  const change = (value: string) => {
    setText(value)
    onChange(value)
  }
  return (
    <div className="grid content-start gap-2">
      <Field {...field}>
        <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-2">
          <input
            type="color"
            aria-label={`${label}: choose a color`}
            value={color ?? defaultAccent[theme]}
            onChange={({ target }) => change(target.value)}
            className="h-11 w-full cursor-pointer rounded-md border border-line-strong bg-surface p-1 sm:h-10"
          />
          <input
            name={name}
            value={text}
            onChange={({ target }) => change(target.value)}
            maxLength={7}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={`${controlClass} font-mono`}
            {...describeControl(field)}
          />
        </div>
      </Field>
      <div role="status" className="grid justify-items-start gap-2 text-sm">
        {color === null ? (
          <p className="text-ink-muted">A color such as {defaultAccent[theme]}.</p>
        ) : (
          <Contrast color={color} theme={theme} onChoose={change} />
        )}
      </div>
      {text !== defaultAccent[theme] && (
        <div>
          <Button size="small" onClick={() => change(defaultAccent[theme])}>
            Use the default
          </Button>
        </div>
      )}
    </div>
  )
}

function Contrast({
  color,
  theme,
  onChoose,
}: {
  color: string
  theme: keyof Accent
  onChoose: (color: string) => void
}) {
  const { ratio, isReadable, readable } = checkAccent(color, theme)
  // Never rounded up to a value that it doesn't reach.
  const figure = (Math.floor(ratio * 10) / 10).toFixed(1)
  if (isReadable) {
    return (
      <p className="flex gap-1.5 text-good-ink">
        <CircleCheckIcon size={16} className="mt-0.5" />
        Contrast {figure}:1, easy to read (WCAG AA)
      </p>
    )
  }
  return (
    <>
      <p className="flex gap-1.5 text-bad-ink">
        <TriangleAlertIcon size={16} className="mt-0.5" />
        Contrast {figure}:1, hard to read. WCAG AA needs 4.5:1.
      </p>
      <Button size="small" onClick={() => onChoose(readable)}>
        <span aria-hidden className="size-3.5 rounded-sm" style={{ background: readable }} />
        Use {readable}
      </Button>
    </>
  )
}
