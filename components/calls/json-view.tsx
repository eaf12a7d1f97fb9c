'use client'

import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { isObject, type JsonObject, type parseJson, tableOf } from './response-data.ts'

type Json = Exclude<ReturnType<typeof parseJson>, undefined>

const mostChildren = 200
const openLevels = 2

/** JSON as a tree whose levels open and close. */
export function JsonTree({ json }: { json: Json }) {
  return (
    <div className="overflow-x-auto p-3 font-mono text-sm leading-relaxed">
      <Node name={null} value={json} level={0} />
    </div>
  )
}

function Node({ name, value, level }: { name: string | null; value: Json; level: number }) {
  const label = name === null ? null : <span className="text-accent-ink">{name}</span>
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="pl-4 wrap-anywhere">
        {label}
        {label && ': '}
        <Value value={value} />
      </div>
    )
  }
  const children: [string, Json][] = Array.isArray(value)
    ? (value as readonly Json[]).map((each, place) => [String(place), each])
    : Object.entries(value as JsonObject)
  const count = `${children.length} ${Array.isArray(value) ? 'item' : 'field'}${children.length === 1 ? '' : 's'}`
  if (children.length === 0) {
    return (
      <div className="pl-4">
        {label}
        {label && ': '}
        {Array.isArray(value) ? '[]' : '{}'}
      </div>
    )
  }
  return (
    <details open={level < openLevels}>
      <summary className="flex w-fit items-center gap-1 rounded-sm hover:bg-sunken">
        <DisclosureIcon />
        {label ?? 'Response'} <span className="text-ink-muted">{count}</span>
      </summary>
      <div className="ml-1.5 border-line border-l pl-2">
        {children.slice(0, mostChildren).map(([childName, child]) => (
          <Node key={childName} name={childName} value={child} level={level + 1} />
        ))}
        {children.length > mostChildren && (
          <p className="pl-4 text-ink-muted">{children.length - mostChildren} more in the raw response</p>
        )}
      </div>
    </details>
  )
}

function Value({ value }: { value: string | number | boolean | null }) {
  if (typeof value === 'string') return <span className="text-good-ink">"{value}"</span>
  return <span className="text-due-ink">{String(value)}</span>
}

const mostRows = 100

/** A list of objects as a table. */
export function JsonTable({ rows, path }: { rows: readonly JsonObject[]; path: string }) {
  const { columns, cells } = tableOf(rows.slice(0, mostRows))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="max-h-[32rem] overflow-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{path === '' ? 'Response' : path}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 whitespace-nowrap border-line border-b bg-sunken px-3 py-2 text-left font-medium"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a response never move
            <tr key={place} className="border-line border-b last:border-b-0">
              {row.map((cell, column) => (
                <td key={columns[column]} className="max-w-72 truncate px-3 py-1.5 align-top" title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p className="p-3 text-ink-muted text-sm">{rows.length - mostRows} more in the raw response</p>
      )}
    </div>
  )
}

/** Whether there is something to expand. */
export const isTree = (json: Json | undefined): json is Json => Array.isArray(json) || isObject(json)
