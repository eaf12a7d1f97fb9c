import { clsx } from 'clsx'
import type { ImportView } from '#lib/imports/read.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { counted, figure } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { toneFill } from '../ui/tone-class.ts'
import { failuresOf, resultLooks, sourceLabels, stateLooks } from './import-words.ts'

/** The progress of an import, by result, and the button that cancels the rest. */
export function ImportProgress({ view, cancel }: { view: ImportView; cancel: FormAction }) {
  const { id, state, lines, counts, createdAt, finishedAt, source, startedBy } = view
  const { label, tone } = stateLooks[state]
  const good = counts.imported + counts.already_here
  const parts: readonly (readonly [tone: Tone, count: number])[] = [
    ['good', good],
    ['doubt', counts.quarantined],
    ['bad', failuresOf(counts) - counts.quarantined],
  ]
  return (
    <Card title="Progress" action={<Badge tone={tone}>{label}</Badge>}>
      <div className="grid gap-4">
        <div className="grid gap-1.5">
          <p className="text-ink-muted text-sm tabular-nums" aria-live="polite">
            {figure(lines - counts.pending)} of {counted(lines, 'line')}
          </p>
          <div aria-hidden className="flex h-2 overflow-hidden rounded-sm bg-sunken">
            {parts.map(([part, count]) => (
              <div
                key={part}
                className={clsx('h-full', toneFill[part])}
                style={{ width: `${lines === 0 ? 0 : (count / lines) * 100}%` }}
              />
            ))}
          </div>
          <ul className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
            {(Object.keys(resultLooks) as (keyof typeof resultLooks)[])
              .filter((result) => counts[result] > 0)
              .map((result) => (
                <li key={result} className="flex items-baseline gap-1.5" title={resultLooks[result].hint}>
                  <span className="font-medium tabular-nums">{figure(counts[result])}</span>
                  <span className="text-ink-muted text-sm">{resultLooks[result].label}</span>
                </li>
              ))}
          </ul>
        </div>
        <Facts
          facts={[
            {
              term: 'Started',
              detail: <TimeStamp at={createdAt.toISOString()} />,
            },
            ...(finishedAt === null
              ? []
              : [
                  {
                    term: 'Finished',
                    detail: <TimeStamp at={finishedAt.toISOString()} />,
                  },
                ]),
            { term: 'Started by', detail: startedBy ?? sourceLabels[source] },
          ]}
        />
        {state === 'running' && (
          <ActionForm
            name="import-progress"
            action={cancel}
            hidden={{ id }}
            className="grid justify-items-start gap-3"
          >
            <p className="max-w-prose text-ink-muted">
              Workers continue even if you leave this page. Canceling destroys the tokens that are still
              waiting; what was imported stays.
            </p>
            <SubmitButton variant="danger" pendingLabel="Canceling">
              Cancel import
            </SubmitButton>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}
