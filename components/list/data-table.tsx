import { clsx } from 'clsx'
import { ArrowDownIcon, ArrowUpIcon } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { Skeleton } from '../ui/skeleton.tsx'

/** `Page` is data that the cells need besides their row, such as the time of the query. */
export interface Column<Row, Page = unknown> {
  key: string
  header: string
  cell: (row: Row, page: Page) => ReactNode
  /** Width of the bar in place of the cell while it loads, as a class: `w-24`. */
  skeleton: string
  align?: 'right'
  /** Takes the remaining width and cuts off longer text; at most one column. Its cell truncates. */
  grow?: true
  /** In a narrower table it is left out, as the row's page shows it, unless `below`. */
  from?: 'sm' | 'md' | 'lg' | 'xl'
  /** Below the width of `from`, it gets its own line with its header under the row: for values shown nowhere else. */
  below?: true
}

/** By the width of the table, not the window: beside a form it is narrower. */
const fromClass = {
  sm: '@max-lg:hidden',
  md: '@max-2xl:hidden',
  lg: '@max-3xl:hidden',
  xl: '@max-[66rem]:hidden',
} as const

const belowClass = {
  sm: { row: '@max-lg:border-0 nth-last-2:border-0', line: '@lg:hidden' },
  md: { row: '@max-2xl:border-0 nth-last-2:border-0', line: '@2xl:hidden' },
  lg: { row: '@max-3xl:border-0 nth-last-2:border-0', line: '@3xl:hidden' },
  xl: { row: '@max-[66rem]:border-0 nth-last-2:border-0', line: '@min-[66rem]:hidden' },
} as const

/** For a note beside the table, in the same `@container`: shown while it leaves out a column with this `from`. */
export const leftOutClass = (from: keyof typeof belowClass) => belowClass[from].line

function cellClass({ align, from, grow }: Pick<Column<never>, 'align' | 'from' | 'grow'>) {
  return clsx(
    'px-3 first:pl-4 last:pr-4',
    align === 'right' && 'text-right',
    grow && 'w-full max-w-0 truncate',
    from && fromClass[from],
  )
}

/** Checkboxes in front of the rows, which are fields of a form. */
export interface RowSelection {
  /** The id of the form. */
  readonly form: string
  readonly chosen: ReadonlySet<string>
  readonly choose: (key: string, isChosen: boolean) => void
  /** All visible rows. */
  readonly chooseAll: (isChosen: boolean) => void
}

interface Props<Row, Page> {
  caption: string
  columns: readonly Column<Row, Page>[]
  /** Data that the cells need besides their row. */
  page?: Page
  /** null while loading: shows `skeletonRows` bars of the same height instead. */
  rows: readonly Row[] | null
  rowKey: (row: Row) => string
  /** Makes the whole row a link, carried by its first cell. */
  rowHref?: (row: Row) => string
  /** Rows of the same group follow each other, under its name. */
  groupOf?: (row: Row, page: Page) => string
  skeletonRows?: number
  selection?: RowSelection & { readonly labelOf: (row: Row) => string }
  /** The order that a column's header chooses; null: none. */
  orderOf?: (
    key: string,
  ) => { readonly href: string; readonly current: 'ascending' | 'descending' | null } | null
}

/** A semantic table. Use an EmptyState instead when there are no rows. */
export function DataTable<Row, Page>({
  caption,
  columns,
  page,
  rows,
  rowKey,
  rowHref,
  groupOf,
  skeletonRows = 8,
  selection,
  orderOf = () => null,
}: Props<Row, Page>) {
  const below = columns.find((column) => column.below)
  const belowLook = below && belowClass[below.from ?? 'sm']
  return (
    <div className="@container relative overflow-x-auto" aria-busy={rows === null}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-line border-b">
            {selection && (
              <th scope="col" className="w-13 pr-2 pl-4">
                <ChooseAll selection={selection} keys={(rows ?? []).map(rowKey)} />
              </th>
            )}
            {columns.map((column) => {
              const order = orderOf(column.key)
              return (
                <th
                  key={column.key}
                  scope="col"
                  {...(column.grow && { title: column.header })}
                  {...(order !== null && { 'aria-sort': order.current ?? ('none' as const) })}
                  className={clsx(
                    'h-9 whitespace-nowrap font-medium text-ink-muted text-xs',
                    cellClass(column),
                  )}
                >
                  {order === null ? column.header : <HeaderLink {...order}>{column.header}</HeaderLink>}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows === null
            ? Array.from({ length: skeletonRows }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other identity
                <tr key={index} className="h-11 border-line border-b last:border-0">
                  {selection && <td className="w-13" />}
                  {columns.map((column) => (
                    <td key={column.key} className={cellClass(column)}>
                      <Skeleton className={clsx('h-3.5', column.skeleton, column.align && 'ml-auto')} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row, place) => (
                <Fragment key={rowKey(row)}>
                  <GroupRow
                    name={groupOf?.(row, page as Page)}
                    before={rows[place - 1] && groupOf?.(rows[place - 1] as Row, page as Page)}
                    columns={columns.length}
                  />
                  <tr
                    className={clsx(
                      'relative h-11 border-line border-b last:border-0',
                      rowHref && 'hover:bg-sunken/60 has-[a:focus-visible]:bg-sunken/60',
                      belowLook?.row,
                    )}
                  >
                    {selection && (
                      <td className="w-13 pr-2 pl-4">
                        <Choose selection={selection} rowKey={rowKey(row)} label={selection.labelOf(row)} />
                      </td>
                    )}
                    {columns.map((column, index) => (
                      <td key={column.key} className={clsx('py-1.5', cellClass(column))}>
                        {rowHref && index === 0 ? (
                          <RowLink href={rowHref(row)}>{column.cell(row, page as Page)}</RowLink>
                        ) : (
                          column.cell(row, page as Page)
                        )}
                      </td>
                    ))}
                  </tr>
                  {below && (
                    <tr className={clsx('border-line border-b last:border-0', belowLook?.line)}>
                      <td colSpan={columns.length + (selection ? 1 : 0)} className="px-4 pb-3">
                        <BelowCell header={below.header}>{below.cell(row, page as Page)}</BelowCell>
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
        </tbody>
      </table>
    </div>
  )
}

/** The header is repeated, as the table has none for it at this width. */
function BelowCell({ header, children }: { header: string; children: ReactNode }) {
  if (children === null) return null
  return (
    <>
      <span className="mb-0.5 block text-ink-muted text-xs">{header}</span>
      {children}
    </>
  )
}

/** Lies above the link of its row, with a larger hit area. */
const chooseClass = 'relative z-10 -m-2 grid size-8 cursor-pointer place-items-center'
const boxClass = 'size-4 accent-accent'

function Choose({ selection, rowKey, label }: { selection: RowSelection; rowKey: string; label: string }) {
  return (
    <label className={chooseClass}>
      <input
        type="checkbox"
        name="id"
        value={rowKey}
        form={selection.form}
        checked={selection.chosen.has(rowKey)}
        onChange={({ target }) => selection.choose(rowKey, target.checked)}
        className={boxClass}
      />
      <span className="sr-only">Select {label}</span>
    </label>
  )
}

function ChooseAll({ selection, keys }: { selection: RowSelection; keys: readonly string[] }) {
  const count = keys.filter((key) => selection.chosen.has(key)).length
  const isAll = count > 0 && count === keys.length
  return (
    <label className={chooseClass}>
      <input
        type="checkbox"
        checked={isAll}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !isAll
        }}
        onChange={({ target }) => selection.chooseAll(target.checked)}
        className={boxClass}
      />
      <span className="sr-only">Select all on this page</span>
    </label>
  )
}

function HeaderLink({
  href,
  current,
  children,
}: {
  href: string
  current: 'ascending' | 'descending' | null
  children: ReactNode
}) {
  const Arrow = current === 'descending' ? ArrowDownIcon : ArrowUpIcon
  return (
    <Link
      href={href}
      prefetch={false}
      className={clsx('inline-flex items-center gap-1 rounded-sm hover:text-ink', current && 'text-ink')}
    >
      {children}
      {current !== null && <Arrow size={12} aria-hidden />}
    </Link>
  )
}

/** A link that covers its whole row; buttons in other cells lie above it (`relative z-10`). */
function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="block truncate rounded-sm font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]"
    >
      {children}
    </Link>
  )
}

/** The name of a group, above the first of its rows. */
function GroupRow({
  name,
  before,
  columns,
}: {
  name: string | undefined
  before: string | undefined
  columns: number
}) {
  if (name === undefined || name === before) return null
  return (
    <tr className="border-line border-b bg-sunken/50">
      <th
        scope="rowgroup"
        colSpan={columns}
        className="h-9 px-4 text-left font-medium text-ink-muted text-sm"
      >
        {name}
      </th>
    </tr>
  )
}
