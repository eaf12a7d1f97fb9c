'use client'

import { hashKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { isAnnounced } from '../live/affected-lists.ts'
import { useLiveStatus } from '../live/live-provider.tsx'
import { slowMs } from '../live/pace.ts'
import { Button } from '../ui/button.tsx'
import type { ListPage } from './define-view.ts'
import { useOwnChanges } from './live-lists.tsx'
import { ReadProblem } from './read-problem.tsx'
import { countNews, describeNews, keepOrder } from './steady-rows.ts'

type Query<Page> = UseQueryOptions<Page, Error, Page, string[]>
type AnyPage = ListPage<{ readonly id: string }>

/**
 * The newest page of a list. The server renders the first one and hands it to the browser, which reads it again when
 * something changes, and periodically if the page isn't live or its changes aren't announced. Rows are updated in
 * place; `notices` say that others were added or removed, and why no newer page could be read.
 */
export function useList<Page extends AnyPage>(
  query: Query<Page>,
): { page: Page | undefined; notices: ReactNode } {
  const isLive = useLiveStatus() === 'live'
  const everyMs = typeof query.refetchInterval === 'number' ? query.refetchInterval : slowMs
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    ...query,
    refetchInterval: isLive && isAnnounced(query.queryKey[0]) ? Math.max(slowMs, everyMs) : everyMs,
  })
  const { page, news, showNews } = useSteadyPage(hashKey(query.queryKey), data, dataUpdatedAt)
  if (error === null && news === null) return { page, notices: null }
  return {
    page,
    notices: (
      <>
        {error !== null && <ReadProblem error={error} retry={() => refetch()} />}
        {news !== null && <News news={news} show={showNews} />}
      </>
    ),
  }
}

/** Out of the flow, so that it moves nothing. What is beside it can be clicked. */
function News({ news, show }: { news: string; show: () => void }) {
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center">
      <span className="pointer-events-auto flex items-center gap-3 rounded-md border border-line-strong bg-surface py-1 pr-1 pl-3 text-sm shadow-lg">
        {news}
        <Button size="small" onClick={show}>
          Show
        </Button>
      </span>
    </div>
  )
}

interface Held<Page> {
  readonly key: string
  readonly page: Page
  /** The newest page that was read. */
  readonly newest: Page
  readonly updatedAt: number
}

/**
 * A page that the browser reads keeps the order of the rows on the screen; one that the server renders is shown as it
 * is.
 */
function useSteadyPage<Page extends AnyPage>(key: string, newest: Page | undefined, updatedAt: number) {
  const ownChanges = useOwnChanges()
  const [held, setHeld] = useState<Held<Page> | null>(null)
  const [nothing] = useState(() => () => {})
  if (newest === undefined) return { page: undefined, news: null, showNews: nothing }
  let current = held
  if (held === null || held.key !== key || held.newest !== newest) {
    const changedAt = ownChanges.get(key) ?? 0
    const isOwn = changedAt > (held?.updatedAt ?? 0) && updatedAt >= changedAt
    const isSteady = held !== null && held.key === key && newest.isRead === true && !isOwn
    current = { key, newest, updatedAt, page: isSteady ? keepOrder(held.page, newest) : newest }
    setHeld(current)
  }
  const { page } = current as Held<Page>
  return {
    page,
    news: describeNews(countNews(page, newest)),
    showNews: () => setHeld({ key, newest, updatedAt, page: newest }),
  }
}
