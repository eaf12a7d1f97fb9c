import { clsx } from 'clsx'
import { ChevronDownIcon, CircleAlertIcon, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

export interface FieldText {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** The problem and what to do. Shown below the control, announced, and marks the control invalid. */
  error?: string | null | undefined
}

/** Attributes that tie a control to its hint and its error. */
export function describeControl({ id, hint, error }: FieldText) {
  const ids = clsx(hint !== undefined && `${id}-hint`, error && `${id}-error`)
  return {
    id,
    ...(ids !== '' && { 'aria-describedby': ids }),
    ...(error && { 'aria-invalid': true as const }),
  }
}

export const controlClass = clsx(
  'w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-faint',
  // 16 px on a phone: anything smaller makes iOS zoom into the page.
  'h-11 text-lg sm:h-10 sm:text-base',
  'aria-invalid:border-bad-ink disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted',
)

/** Label, control, hint and error of one field. Spread `describeControl(field)` on the control. */
export function Field({ id, label, hint, error, children }: FieldText & { children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-muted text-sm wrap-anywhere">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** The problem with a control, announced when it appears; for a group of controls, too. */
export function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  if (!error) return null
  return (
    <p id={id} role="alert" className="flex gap-1.5 text-bad-ink text-sm wrap-anywhere">
      <CircleAlertIcon size={14} className="mt-[3px]" />
      {error}
    </p>
  )
}

/** The props of a field: its texts, and the attributes of its control. */
export type ControlProps<Tag extends 'input' | 'textarea' | 'select'> = Omit<FieldText, 'id'> & {
  name: string
  id?: string
} & Omit<ComponentProps<Tag>, 'className'>

/** One line of text. After an error, pass what was typed as `defaultValue`. */
export function TextField({
  label,
  hint,
  error,
  name,
  id = name,
  type = 'text',
  ...rest
}: ControlProps<'input'>) {
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <input type={type} name={name} className={controlClass} {...rest} {...describeControl(field)} />
    </Field>
  )
}

/** Several lines of text. After an error, pass what was typed as `defaultValue`. */
export function TextAreaField({
  label,
  hint,
  error,
  name,
  id = name,
  rows = 3,
  ...rest
}: ControlProps<'textarea'>) {
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

/** The platform's own list: found by typing, usable on a phone, no script. Options are its children. */
export function SelectField({
  label,
  hint,
  error,
  name,
  id = name,
  children,
  ...rest
}: ControlProps<'select'>) {
  const field = { id, label, hint, error }
  return (
    <Field {...field}>
      <span className="relative">
        <select
          name={name}
          className={clsx(controlClass, 'appearance-none truncate pe-9')}
          {...rest}
          {...describeControl(field)}
        >
          {children}
        </select>
        <ChevronDownIcon
          size={16}
          className="pointer-events-none absolute inset-y-0 end-3 my-auto text-ink-muted"
        />
      </span>
    </Field>
  )
}

/** A checkbox with the form value `value`, and a sentence about it. */
export function CheckBox({
  name,
  label,
  hint,
  value = 'yes',
  required = false,
  defaultChecked = false,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  value?: string
  required?: boolean
  defaultChecked?: boolean
}) {
  return (
    <label className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 hyphens-auto leading-snug wrap-anywhere">
      <input
        type="checkbox"
        name={name}
        value={value}
        required={required}
        defaultChecked={defaultChecked}
        className="mt-0.5 size-4 accent-accent"
      />
      {label}
      {hint !== undefined && <span className="col-start-2 text-ink-muted text-sm">{hint}</span>}
    </label>
  )
}

export interface Choice {
  value: string
  label: string
  description?: ReactNode
  icon?: LucideIcon
  /** Of the card. */
  className?: string | undefined
}

/** Radio buttons as cards, for a decision that deserves a sentence of explanation. */
export function ChoiceCards({
  legend,
  name,
  choices,
  defaultValue,
}: {
  legend: string
  name: string
  choices: readonly Choice[]
  defaultValue?: string | undefined
}) {
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-1.5">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="grid grid-cols-1 gap-2">
        {choices.map(({ icon: Icon, className, ...choice }) => (
          <label
            key={choice.value}
            className={clsx(
              'flex items-start gap-3 rounded-md border border-line-strong/60 bg-surface p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
              className,
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              required
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="grid min-w-0 flex-1 hyphens-auto wrap-anywhere">
              <span className="font-medium">{choice.label}</span>
              {choice.description !== undefined && (
                <span className="text-ink-muted text-sm">{choice.description}</span>
              )}
            </span>
            {Icon !== undefined && <Icon size={20} className="text-ink-muted" />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
