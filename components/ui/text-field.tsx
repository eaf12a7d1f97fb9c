import type { ComponentProps } from 'react'
import { controlClass, describeControl, Field, type FieldText } from './field.tsx'

type Props = Omit<FieldText, 'id'> & { name: string; id?: string } & Omit<
    ComponentProps<'input'>,
    'className'
  >

/** One line of text. After a refused form, give what was typed back as `defaultValue`. */
export function TextField({ label, hint, error, name, id = name, type = 'text', ...rest }: Props) {
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <input type={type} name={name} className={controlClass} {...rest} {...describeControl(field)} />
    </Field>
  )
}
