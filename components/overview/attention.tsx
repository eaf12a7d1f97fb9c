import { clsx } from 'clsx'
import { CircleCheckIcon } from 'lucide-react'
import { Suspense } from 'react'
import { Card } from '../ui/card.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { toneLooks } from '../ui/tone-class.ts'
import { type AttentionItem, byUrgency } from './attention-item.ts'

/** Fits on a screen; the others are behind one line. */
const mostShown = 6

interface Props {
  items: readonly AttentionItem[]
  /** Items that take longer to find out. */
  later: Promise<readonly AttentionItem[]>
  /** When the last incident ended, ISO 8601; null: there was none lately. */
  lastEndedAt: string | null
}

/** Problems that need a person, one row for each cause, the worst first. */
export function Attention(props: Props) {
  return (
    <Card title="Needs attention" flush>
      <Suspense fallback={<Items {...props} isWhole={false} />}>
        <WithLater {...props} />
      </Suspense>
    </Card>
  )
}

async function WithLater({ items, later, ...rest }: Props) {
  return <Items {...rest} items={[...items, ...(await later)]} isWhole />
}

/** `isWhole`: no further items will follow. */
function Items({
  items,
  isWhole,
  lastEndedAt,
}: Omit<Props, 'later'> & { items: readonly AttentionItem[]; isWhole: boolean }) {
  const sorted = byUrgency(items)
  const [shown, folded] = [sorted.slice(0, mostShown), sorted.slice(mostShown)]
  if (shown.length === 0 && isWhole) return <NothingToDo lastEndedAt={lastEndedAt} />
  if (shown.length === 0) return <div aria-busy className="h-14" />
  return (
    <>
      <List items={shown} />
      {folded.length > 0 && (
        <details className="border-line border-t">
          <summary className="flex min-h-11 items-center gap-2 px-4 py-2 text-ink-muted hover:bg-sunken">
            <DisclosureIcon size={16} />
            Show {folded.length} more
          </summary>
          <List items={folded} />
        </details>
      )}
    </>
  )
}

function List({ items }: { items: readonly AttentionItem[] }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <Item key={item.id} {...item} />
      ))}
    </ul>
  )
}

function Item({ tone, title, detail, action, remedy = null }: AttentionItem) {
  const { icon: Icon, text } = toneLooks[tone]
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
      <Icon size={18} className={clsx('mt-0.5 self-start', text)} />
      <div className="grid min-w-0 gap-0.5">
        <h3 className="font-medium wrap-anywhere">{title}</h3>
        <div className="max-w-prose text-ink-muted text-sm wrap-anywhere">{detail}</div>
      </div>
      <span className="flex flex-wrap gap-2 empty:hidden max-sm:col-start-2">
        {[remedy, action].map(
          (link) =>
            link !== null && (
              <LinkButton key={link.href} href={link.href} size="small">
                {link.label}
              </LinkButton>
            ),
        )}
      </span>
    </li>
  )
}

function NothingToDo({ lastEndedAt }: Pick<Props, 'lastEndedAt'>) {
  return (
    <div className="flex items-center gap-3 px-4 py-3.5">
      <CircleCheckIcon size={18} className="text-good-ink" />
      <p>
        Nothing needs your attention.{' '}
        {lastEndedAt !== null && (
          <span className="text-ink-muted">
            The last incident ended <TimeStamp at={lastEndedAt} />.
          </span>
        )}
      </p>
    </div>
  )
}
