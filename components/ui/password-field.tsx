'use client'

import { clsx } from 'clsx'
import { EyeIcon, EyeOffIcon } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../languages/words.tsx'
import { type ControlProps, controlClass, describeControl, Field } from './field.tsx'

/** `autoComplete` is `current-password` or `new-password`: password managers depend on it. */
export function PasswordField({
  label,
  hint,
  error,
  name,
  id = name,
  ...rest
}: Omit<ControlProps<'input'>, 'type'>) {
  const words = useWords('page')
  const [shown, setShown] = useState(false)
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <span className="relative">
        <input
          type={shown ? 'text' : 'password'}
          data-secret
          name={name}
          spellCheck={false}
          autoCapitalize="none"
          className={clsx(controlClass, 'pe-11')}
          {...rest}
          {...describeControl(field)}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={words.showPassword}
          aria-controls={id}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 end-1 grid w-9 place-items-center rounded-sm text-ink-muted hover:bg-sunken hover:text-ink"
        >
          {shown ? <EyeOffIcon size={18} /> : <EyeIcon size={18} />}
        </button>
      </span>
    </Field>
  )
}
