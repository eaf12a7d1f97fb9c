import type { ReactNode } from 'react'

/** A part of a long form, with its heading beside its fields where there is room. */
export function FormSection({
  title,
  hint,
  children,
}: {
  title: string
  hint?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className="grid gap-4 border-line border-b px-4 py-5 last-of-type:border-0 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-8">
      <legend className="sr-only">{title}</legend>
      <div className="grid content-start gap-1">
        <p aria-hidden className="font-medium">
          {title}
        </p>
        {hint !== undefined && <div className="text-ink-muted text-sm">{hint}</div>}
      </div>
      <div className="grid min-w-0 gap-4">{children}</div>
    </fieldset>
  )
}
