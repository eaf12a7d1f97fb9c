import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { toneFill } from '../ui/tone-class.ts'
import type { Series } from './plot.tsx'

export interface ChartTable {
  readonly columns: readonly string[]
  /** The newest first; the first cell names the step. */
  readonly rows: readonly (readonly string[])[]
}

/** A chart with its summary, its legend, and the same numbers as a table. */
export function Chart({
  title,
  summary,
  legend,
  table,
  empty,
  axis,
  children,
}: {
  title: string
  /** The whole period in a few words. */
  summary: string
  legend: readonly Pick<Series, 'label' | 'tone'>[]
  table: ChartTable
  /** Shown in place of the drawing when there is nothing to draw; null: there is. */
  empty: string | null
  /** The beginning and the end of the time axis. */
  axis: readonly [string, string]
  children: ReactNode
}) {
  return (
    <figure className="grid min-w-0 grid-cols-1 content-start gap-3 rounded-md border border-line bg-surface p-4">
      <figcaption className="grid gap-0.5">
        <h3 className="font-medium">{title}</h3>
        <p className="text-ink-muted text-sm">{summary}</p>
      </figcaption>
      {empty === null ? (
        <>
          <div className="grid grid-cols-1 gap-2">
            {children}
            <p
              aria-hidden
              className="flex flex-wrap justify-between gap-x-4 pl-16 text-ink-faint text-xs tabular-nums"
            >
              <span>{axis[0]}</span>
              <span>{axis[1]}</span>
            </p>
          </div>
          <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {legend.map(({ label, tone }) => (
              <li key={label} className="flex items-center gap-1.5">
                <span aria-hidden className={clsx('size-2.5 rounded-sm', toneFill[tone])} />
                {label}
              </li>
            ))}
          </ul>
          <Numbers caption={title} {...table} />
        </>
      ) : (
        <p className="grid h-40 place-items-center rounded-md border border-line border-dashed px-6 text-center text-ink-muted text-sm">
          {empty}
        </p>
      )}
    </figure>
  )
}

function Numbers({ caption, columns, rows }: ChartTable & { caption: string }) {
  return (
    <details>
      <summary className="inline-flex items-center gap-1 rounded-sm text-ink-muted text-sm hover:text-ink">
        <DisclosureIcon /> Show as a table
      </summary>
      <section
        aria-label={`${caption}, as a table`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-md border border-line"
      >
        <table className="w-full text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-sunken text-ink-muted">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={clsx('px-3 py-1.5 font-medium', index === 0 ? 'text-left' : 'text-right')}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(([step, ...cells]) => (
              <tr key={step}>
                <th scope="row" className="whitespace-nowrap px-3 py-1 text-left font-normal">
                  {step}
                </th>
                {cells.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other identity
                  <td key={index} className="px-3 py-1 text-right tabular-nums">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
