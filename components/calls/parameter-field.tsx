'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { ParameterFacts } from '#lib/amazon/catalog/facts.ts'
import { Button } from '../ui/button.tsx'
import { controlClass, describeControl, Field, FieldError } from '../ui/field.tsx'

export interface KnownMarketplace {
  readonly id: string
  readonly country: string
}

interface Props {
  parameter: ParameterFacts
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  error: string | null
  marketplaces: readonly KnownMarketplace[]
  /** In which the selling partner isn't known to sell. */
  otherMarketplaces: readonly KnownMarketplace[]
  /** ISO 8601: by the server's clock. */
  now: string
}

const isOfMarketplaces = (name: string) => /^marketplaceIds?$/i.test(name)

/** The field of one parameter, by its type. */
export function ParameterField(props: Props) {
  const { parameter, marketplaces, otherMarketplaces } = props
  const { name, type, format } = parameter
  if (isOfMarketplaces(name) && marketplaces.length > 0) {
    const isSeveral = type === 'string[]' && parameter.max !== 1
    const toOption = ({ id, country }: KnownMarketplace): Option =>
      isSeveral ? { value: id, label: country, title: id } : { value: id, label: `${country} (${id})` }
    const choices = { options: marketplaces.map(toOption), others: otherMarketplaces.map(toOption) }
    return isSeveral ? <Chips {...props} {...choices} /> : <Select {...props} {...choices} />
  }
  if (parameter.enum !== null) {
    const options = parameter.enum.map((value) => ({ value, label: value }))
    return type === 'string[]' && parameter.max !== 1 ? (
      <Chips {...props} options={options} />
    ) : (
      <Select {...props} options={options} />
    )
  }
  if (type === 'boolean' || format === 'boolean') {
    return <Select {...props} options={['true', 'false'].map((value) => ({ value, label: value }))} />
  }
  if (format === 'date-time') return <Moment {...props} />
  return type === 'string[]' ? <Several {...props} /> : <Single {...props} />
}

const idOf = ({ name }: ParameterFacts) => `p.${name}`

function labelOf({ name, required }: ParameterFacts) {
  return (
    <>
      <code className="font-mono text-sm">{name}</code>
      {required && <span className="text-ink-muted text-sm"> required</span>}
    </>
  )
}

interface Option {
  value: string
  label: string
  title?: string
}

interface Choices extends Props {
  options: readonly Option[]
  /** Less likely ones. */
  others?: readonly Option[]
}

/**
 * Checkboxes that look like chips; the less likely ones once they are asked for. Values outside the options, from a
 * link, are shown and can be removed.
 */
function Chips({ parameter, values, onChange, error, options, others = [] }: Choices) {
  const id = idOf(parameter)
  const [showsAll, setShowsAll] = useState(false)
  const isKnown = (value: string) => [...options, ...others].some((option) => option.value === value)
  const foreign = values.filter((value) => !isKnown(value))
  const all: readonly Option[] = [
    ...options,
    ...others.filter(({ value }) => showsAll || values.includes(value)),
    ...foreign.map((value) => ({ value, label: value })),
  ]
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value])
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-medium">{labelOf(parameter)}</legend>
      <div className="flex max-h-48 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {all.map(({ value, label, title }) => (
          <label
            key={value}
            title={title}
            className="flex min-h-7 max-w-full cursor-pointer items-center gap-1.5 rounded-sm border border-line-strong/60 bg-surface px-2 text-sm hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1"
          >
            <input
              type="checkbox"
              name={id}
              value={value}
              checked={values.includes(value)}
              onChange={() => toggle(value)}
              className="size-3.5 shrink-0 accent-accent outline-none"
            />
            <span className="truncate">{label}</span>
          </label>
        ))}
        {others.length > 0 && !showsAll && (
          <Button size="small" variant="ghost" onClick={() => setShowsAll(true)}>
            Others of the region
          </Button>
        )}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  )
}

const toElement = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
)

function Select({ parameter, values, onChange, error, options, others = [] }: Choices) {
  const field = { id: idOf(parameter), label: labelOf(parameter), error }
  const [value = ''] = values
  const isForeign = value !== '' && [...options, ...others].every((option) => option.value !== value)
  return (
    <Field {...field}>
      <select
        name={field.id}
        value={value}
        onChange={({ target }) => onChange(target.value === '' ? [] : [target.value])}
        className={clsx(controlClass, 'truncate')}
        {...describeControl(field)}
      >
        <option value="">{parameter.required ? 'Choose one' : 'Not sent'}</option>
        {isForeign && <option value={value}>{value}</option>}
        {options.map(toElement)}
        {others.length > 0 && <optgroup label="Others of the region">{others.map(toElement)}</optgroup>}
      </select>
    </Field>
  )
}

const hourMs = 3_600_000
const spans = [
  { label: '24 h ago', ms: 24 * hourMs },
  { label: '7 d ago', ms: 168 * hourMs },
  { label: '30 d ago', ms: 720 * hourMs },
] as const

/** A time in Amazon's format: text, because a native field loses the zone. */
function Moment({ parameter, values, onChange, error, now }: Props) {
  const field = { id: idOf(parameter), label: labelOf(parameter), error }
  const before = (ms: number) => new Date(Math.floor((Date.parse(now) - ms) / 1_000) * 1_000)
  return (
    <Field {...field}>
      <input
        name={field.id}
        value={values[0] ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? [] : [target.value])}
        placeholder="2026-11-29T10:00:00Z"
        autoComplete="off"
        spellCheck={false}
        className={clsx(controlClass, 'font-mono sm:text-sm!')}
        {...describeControl(field)}
      />
      <span className="flex flex-wrap gap-1">
        {spans.map(({ label, ms }) => (
          <Button
            key={label}
            size="small"
            variant="ghost"
            aria-label={`${parameter.name}: ${label}`}
            onClick={() => onChange([before(ms).toISOString().replace('.000', '')])}
          >
            {label}
          </Button>
        ))}
      </span>
    </Field>
  )
}

/** Several values in one field, separated by commas. */
function Several({ parameter, values, onChange, error }: Props) {
  const { max } = parameter
  const hint = max === 1 ? undefined : `Separate values with commas${max === null ? '' : `, at most ${max}`}.`
  const field = { id: idOf(parameter), label: labelOf(parameter), error, ...(hint !== undefined && { hint }) }
  return (
    <Field {...field}>
      <input
        name={field.id}
        value={values.join(',')}
        onChange={({ target }) => onChange(target.value === '' ? [] : target.value.split(/[,\n]/))}
        autoComplete="off"
        spellCheck={false}
        className={controlClass}
        {...describeControl(field)}
      />
    </Field>
  )
}

function Single({ parameter, values, onChange, error }: Props) {
  const { type, format } = parameter
  const field = { id: idOf(parameter), label: labelOf(parameter), error }
  const isNumber = type === 'integer' || type === 'number'
  return (
    <Field {...field}>
      <input
        type={format === 'date' ? 'date' : 'text'}
        inputMode={isNumber ? 'decimal' : undefined}
        name={field.id}
        value={values[0] ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? [] : [target.value])}
        autoComplete="off"
        spellCheck={false}
        className={controlClass}
        {...describeControl(field)}
      />
    </Field>
  )
}
