import { clsx } from 'clsx'
import { ChevronDownIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { controlClass, describeControl, Field, type FieldText } from './field.tsx'

type Props = Omit<FieldText, 'id'> & { name: string; id?: string } & Omit<
    ComponentProps<'select'>,
    'className'
  >

/** The platform's own list: found by typing, usable on a phone, no script. Options are its children. */
export function SelectField({ label, hint, error, name, id = name, children, ...rest }: Props) {
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <span className="relative">
        <select
          name={name}
          className={clsx(controlClass, 'appearance-none truncate pr-9')}
          {...rest}
          {...describeControl(field)}
        >
          {children}
        </select>
        <ChevronDownIcon
          size={16}
          className="pointer-events-none absolute inset-y-0 right-3 my-auto text-ink-muted"
        />
      </span>
    </Field>
  )
}
