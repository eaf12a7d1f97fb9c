import Link from 'next/link'
import type { BulkActionKind } from '#lib/bulk/kinds.ts'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { bulkKindNames, kindWords } from './bulk-words.ts'

/** The bulk actions, each a link to its preview. `query`: the selection, from this page's address. */
export function ActionChoice({ current, query }: { current: BulkActionKind | null; query: URLSearchParams }) {
  return (
    <Card title="Action">
      <nav aria-label="Action">
        <ul className="grid gap-2">
          {bulkKindNames.map((kind) => (
            <li key={kind}>
              <Link
                href={`${paths.newBulkAction}?${withAction(query, kind)}`}
                prefetch={false}
                aria-current={kind === current}
                className="grid rounded-md border border-line-strong/60 p-3 hover:border-line-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft"
              >
                <span className="font-medium">{kindWords[kind].label}</span>
                <span className="text-ink-muted text-sm">{kindWords[kind].description}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </Card>
  )
}

function withAction(query: URLSearchParams, kind: BulkActionKind): URLSearchParams {
  const chosen = new URLSearchParams(query)
  chosen.set('action', kind)
  return chosen
}
