'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { EyeIcon, HourglassIcon, LockIcon, SearchIcon } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type KeyboardEvent, useDeferredValue, useMemo } from 'react'
import { type Obstacle, obstacleOf } from '#lib/amazon/catalog/obstacle.ts'
import { searchOperations } from '#lib/amazon/catalog/search.ts'
import type { OperationEntry } from '#lib/calls/list-operations.ts'
import { readJson } from '../list/read-json.ts'
import { ReadProblem } from '../list/read-problem.tsx'
import { paths } from '../paths.ts'
import { segmentClass, segmentsClass } from '../ui/button.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { controlClass } from '../ui/field.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { obstacleWords } from './call-words.ts'
import { removalDay } from './removal-day.ts'

export interface Chooser {
  /** The key of the chosen one. */
  readonly operation: string | null
  readonly partner: { readonly partnerType: 'seller' | 'vendor'; readonly region: 'na' | 'eu' | 'fe' } | null
  readonly sandbox: boolean
  readonly mayReadPersonalData: boolean
}

type Item = OperationEntry & { readonly obstacle: Obstacle | null; readonly isSecondary: boolean }

const mostFound = 60

/** Every operation of Amazon's, for searching and choosing. Those that can't be run here come last. */
export function OperationList({
  chooser,
  find,
  showAll,
  recent,
  onFind,
  onShowAll,
  hrefOf,
}: {
  chooser: Chooser
  find: string
  showAll: boolean
  /** Keys of the operations that ran last. */
  recent: readonly string[]
  onFind: (text: string) => void
  onShowAll: (all: boolean) => void
  hrefOf: (key: string) => string
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => readJson<readonly OperationEntry[]>(paths.operationsData, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const text = useDeferredValue(find)
  const { partner, sandbox, mayReadPersonalData } = chooser
  const items = useMemo(
    () =>
      data?.map((entry): Item => {
        const obstacle = obstacleOf(entry, partner, { sandbox, mayReadPersonalData })
        return { ...entry, obstacle, isSecondary: obstacle !== null || entry.isReplaced }
      }),
    [data, partner, sandbox, mayReadPersonalData],
  )
  const link = (item: Item) => (
    <OperationLink
      key={item.key}
      item={item}
      isChosen={item.key === chooser.operation}
      href={hrefOf(item.key)}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among its links, which work without them
    <div onKeyDown={moveFocus} className="grid gap-2">
      <div className="relative">
        <SearchIcon
          size={14}
          className="pointer-events-none absolute inset-y-0 left-3 my-auto text-ink-muted"
        />
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Name, path or keyword"
          value={find}
          onChange={(event) => onFind(event.target.value.slice(0, 200))}
          autoComplete="off"
          spellCheck={false}
          className={clsx(controlClass, 'pl-8!')}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and is harder to lay out */}
      <div
        role="group"
        aria-label="Operations to show"
        className={clsx(segmentsClass, 'flex-wrap justify-self-start')}
      >
        <button
          type="button"
          aria-pressed={!showAll}
          onClick={() => onShowAll(false)}
          className={segmentClass}
        >
          Available <Count>{items?.filter(({ obstacle }) => obstacle === null).length}</Count>
        </button>
        <button type="button" aria-pressed={showAll} onClick={() => onShowAll(true)} className={segmentClass}>
          All <Count>{items?.length}</Count>
        </button>
      </div>
      <div className="max-h-[65vh] overflow-y-auto overscroll-contain rounded-md border border-line [scrollbar-width:thin] min-[1100px]:max-h-[38rem]">
        {error !== null && <ReadProblem error={error} retry={() => refetch()} />}
        {items === undefined ? (
          error === null && <ListSkeleton />
        ) : text.trim() === '' ? (
          <Groups items={items} showAll={showAll} recent={recent} chosen={chooser.operation} link={link} />
        ) : (
          <Found items={searchOperations(items, text)} link={link} />
        )}
      </div>
    </div>
  )
}

/** Has space for its figure before that is known, so that nothing moves. */
function Count({ children }: { children: number | undefined }) {
  return <span className="min-w-[3ch] text-left tabular-nums">{children}</span>
}

/** Arrow keys move from link to link, and from the search to the first one. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-operation], summary')].filter(
    (element) => element.checkVisibility(),
  )
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
  event.preventDefault()
  if (next !== undefined) next.focus()
  else if (event.key === 'ArrowUp') event.currentTarget.querySelector('input')?.focus()
}

interface ListProps {
  items: readonly Item[]
  link: (item: Item) => React.ReactNode
}

function Groups({
  items,
  showAll,
  recent,
  chosen,
  link,
}: ListProps & { showAll: boolean; recent: readonly string[]; chosen: string | null }) {
  const shown = showAll ? items : items.filter(({ obstacle }) => obstacle === null)
  const last = recent.flatMap((key) => shown.find((item) => item.key === key) ?? [])
  const groups = Map.groupBy(shown, ({ api }) => api)
  return (
    <>
      {last.length > 0 && (
        <Group name="Recent" count={last.length} isOpen>
          {last.map(link)}
        </Group>
      )}
      {[...groups].map(([api, inGroup]) => (
        <Group
          key={api}
          name={api}
          count={inGroup.length}
          isOpen={chosen !== null && inGroup.some(({ key }) => key === chosen)}
        >
          {inGroup.map(link)}
        </Group>
      ))}
    </>
  )
}

function Group({
  name,
  count,
  isOpen,
  children,
}: {
  name: string
  count: number
  isOpen: boolean
  children: React.ReactNode
}) {
  return (
    <details open={isOpen} className="border-line border-b last:border-b-0">
      <summary className="flex min-h-9 items-center gap-2 px-3 outline-offset-[-2px] hover:bg-sunken">
        <DisclosureIcon />
        <span className="min-w-0 flex-1 py-1.5 font-medium wrap-anywhere">{name}</span>
        <span className="text-ink-muted text-xs tabular-nums">{count}</span>
      </summary>
      <ul className="pb-1">{children}</ul>
    </details>
  )
}

function Found({ items, link }: ListProps) {
  const runnable = items.filter(({ obstacle }) => obstacle === null)
  const others = items.filter(({ obstacle }) => obstacle !== null)
  if (items.length === 0) {
    return <p className="px-3 py-6 text-center text-ink-muted">No operation matches. Try fewer words.</p>
  }
  return (
    <>
      <p role="status" className="sr-only">
        {runnable.length} can be run, {others.length} can’t
      </p>
      <ul className="py-1">{runnable.slice(0, mostFound).map(link)}</ul>
      {others.length > 0 && (
        <>
          <p className="border-line border-t px-3 pt-2 text-ink-muted text-xs">Can’t be run here</p>
          <ul className="py-1">{others.slice(0, mostFound).map(link)}</ul>
        </>
      )}
    </>
  )
}

function OperationLink({ item, isChosen, href }: { item: Item; isChosen: boolean; href: string }) {
  const { id, method, version, path, obstacle, isPersonal, withdrawn, isReplaced } = item
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        data-operation
        aria-current={isChosen ? 'true' : undefined}
        title={`${method} ${path}${withdrawn === null ? '' : `, ${removalDay(withdrawn)}`}`}
        className="grid px-3 py-1 outline-offset-[-2px] hover:bg-sunken aria-[current]:bg-accent-soft"
      >
        <span className={clsx('min-w-0 leading-snug wrap-anywhere', obstacle !== null && 'text-ink-muted')}>
          <Breakable name={id} />
        </span>
        <span className="flex items-center justify-between gap-2 text-ink-muted text-xs">
          <span>
            <span className="font-mono">{method}</span> <span className="tabular-nums">{version}</span>
          </span>
          <span className="flex items-center gap-1.5">
            {withdrawn !== null ? (
              <HourglassIcon size={12} role="img" aria-label={removalDay(withdrawn)} />
            ) : (
              isReplaced && 'older'
            )}
            {isPersonal && <EyeIcon size={12} role="img" aria-label="Personal data" />}
            {obstacle !== null && (
              <LockIcon size={12} role="img" aria-label={obstacleWords[obstacle].short} />
            )}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** A name in camel case, which may break between its words. */
function Breakable({ name }: { name: string }) {
  return name.split(/(?<=[a-z])(?=[A-Z])/).map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never move
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {word}
    </Fragment>
  ))
}

function ListSkeleton() {
  return (
    // As high as the list that follows, so that nothing below it moves.
    <div aria-busy className="grid h-[65vh] content-start gap-4 p-3 min-[1100px]:h-[38rem]">
      {['w-40', 'w-52', 'w-32', 'w-48', 'w-36', 'w-44', 'w-52', 'w-40'].map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <Skeleton key={place} className={clsx('h-4', width)} />
      ))}
    </div>
  )
}
