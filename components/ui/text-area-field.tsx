import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { controlClass, describeControl, Field, type FieldText } from './field.tsx'

type Props = Omit<FieldText, 'id'> & { name: string; id?: string } & Omit<
    ComponentProps<'textarea'>,
    'className'
  >

/** Several lines of text. After a refused form, give what was typed back as `defaultValue`. */
export function TextAreaField({ label, hint, error, name, id = name, rows = 3, ...rest }: Props) {
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <textarea
        name={name}
        rows={rows}
        className={clsx(controlClass, 'h-auto! py-2')}
        {...rest}
        {...describeControl(field)}
      />
    </Field>
  )
}
