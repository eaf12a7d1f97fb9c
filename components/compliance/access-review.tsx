import type { ReviewState } from '#lib/compliance/access-review.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Row {
  readonly kind: 'person' | 'api-key'
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly access: string
  readonly state: ReviewState
  readonly confirmedByName: string | null
  /** ISO 8601, here and below. */
  readonly confirmedAt: string | null
  readonly lastUsedAt: string | null
  readonly dueAt: string
}

interface Page {
  readonly confirm: FormAction
}

const looks: Readonly<Record<ReviewState, { tone: Tone; word: string; title: string }>> = {
  confirmed: { tone: 'good', word: 'Confirmed', title: 'Confirmed within the last quarter.' },
  due: { tone: 'doubt', word: 'Due', title: 'Confirm it before the date.' },
  changed: { tone: 'doubt', word: 'Changed', title: 'The access changed after it was confirmed.' },
  overdue: { tone: 'bad', word: 'Overdue', title: 'Nobody has confirmed it for more than a quarter.' },
}

/** Everybody and every key that has access, with the button that confirms it for another quarter. */
export function AccessReview({ rows, ...page }: { rows: readonly Row[] } & Page) {
  return (
    <Card id="access" title="Access review" flush>
      <p className="max-w-prose px-4 pt-4 pb-2 text-ink-muted">
        Once a quarter, confirm who still needs access. Remove it from anyone who doesn’t, under People or API
        keys.
      </p>
      <DataTable
        caption="Access of people and keys"
        columns={columns}
        page={page}
        rows={rows}
        rowKey={({ kind, id }) => `${kind} ${id}`}
      />
    </Card>
  )
}

const columns: readonly Column<Row, Page>[] = [
  {
    key: 'who',
    header: 'Person or key',
    skeleton: 'w-40',
    grow: true,
    cell: ({ kind, name, hint, access }) => (
      <span className="grid leading-snug">
        <span title={name} className="truncate font-medium">
          {name}
        </span>
        <span className="truncate text-ink-muted text-sm" title={access}>
          {kind === 'person' ? `${hint}, ${access}` : `API key ${hint}: ${access}`}
        </span>
      </span>
    ),
  },
  {
    key: 'used',
    header: 'Last used',
    skeleton: 'w-20',
    from: 'md',
    cell: ({ lastUsedAt }) =>
      lastUsedAt === null ? <span className="text-ink-muted">Never</span> : <TimeStamp at={lastUsedAt} />,
  },
  {
    key: 'confirmed',
    header: 'Last confirmed',
    skeleton: 'w-28',
    from: 'sm',
    cell: ({ confirmedAt, confirmedByName }) =>
      confirmedAt === null ? (
        <span className="text-ink-muted">Never</span>
      ) : (
        <span className="grid leading-snug">
          <TimeStamp at={confirmedAt} />
          <span className="text-ink-muted text-sm">by {confirmedByName ?? 'a former operator'}</span>
        </span>
      ),
  },
  {
    key: 'state',
    header: 'State',
    skeleton: 'w-20',
    cell: ({ state, dueAt }) => (
      <span className="grid justify-items-start gap-0.5">
        <Badge tone={looks[state].tone} title={looks[state].title}>
          {looks[state].word}
        </Badge>
        <span className="whitespace-nowrap text-ink-muted text-sm">
          due <TimeStamp at={dueAt} />
        </span>
      </span>
    ),
  },
  {
    key: 'confirm',
    header: 'Confirm',
    skeleton: 'w-16',
    align: 'right',
    cell: ({ kind, id, name, access, state }, { confirm }) =>
      state === 'confirmed' ? null : (
        <ActionForm
          name="access-review"
          action={confirm}
          hidden={{ kind, id, access }}
          className="inline-grid print:hidden"
        >
          <SubmitButton
            variant="secondary"
            size="small"
            pendingLabel="Confirming"
            aria-label={`Confirm access of ${name}`}
          >
            Confirm
          </SubmitButton>
        </ActionForm>
      ),
  },
]
