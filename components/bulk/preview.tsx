import type { BulkActionKind, BulkParameters } from '#lib/bulk/kinds.ts'
import type { BulkPreview } from '#lib/bulk/start.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { figure } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { reasonText, startLabel } from './bulk-words.ts'

interface Props {
  kind: BulkActionKind
  parameters: BulkParameters
  preview: BulkPreview
  formId: string
  /** The query of this page's address. */
  query: string
  action: FormAction
}

/** How many it applies to, why the others are left out, and the button that starts it. */
export function Preview({ kind, parameters, preview, formId, query, action }: Props) {
  const { total, eligible, exclusions, snapshotAt } = preview
  return (
    <Card title="Preview">
      <div className="grid gap-4">
        <table className="w-full text-left">
          <caption className="sr-only">Selling partners by planned result</caption>
          <tbody>
            <Line words="Selected" count={total} />
            {exclusions.map(({ reason, count }) => (
              <Line key={reason} words={`Left out: ${reasonText(reason)}`} count={count} isMuted />
            ))}
            <Line words="To do" count={eligible} isStrong />
          </tbody>
        </table>
        {eligible === 0 ? (
          <Notice
            tone="neutral"
            title="There is nothing to do"
            next="No selected selling partner needs this action."
          />
        ) : (
          <ActionForm
            name="bulk-action-start"
            action={action}
            className="grid justify-items-start gap-3"
            hidden={{
              id: formId,
              action: kind,
              query,
              eligible,
              snapshotAt: snapshotAt.toISOString(),
              tagName: parameters.tag ?? '',
              tagValue: parameters.value ?? '',
              days: parameters.days ?? '',
            }}
          >
            <SubmitButton variant={kind === 'pause' ? 'danger' : 'primary'} pendingLabel="Starting">
              {startLabel(kind, eligible)}
            </SubmitButton>
            <p className="text-ink-muted text-sm">
              It runs in the background, and you can stop it. Each selling partner is checked again before it
              is changed.
            </p>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}

function Line({
  words,
  count,
  isMuted = false,
  isStrong = false,
}: {
  words: string
  count: number
  isMuted?: boolean
  isStrong?: boolean
}) {
  return (
    <tr className="border-line border-b last:border-0">
      <th scope="row" className={`py-2 pr-4 font-normal ${isMuted ? 'text-ink-muted' : ''}`}>
        {isStrong ? <strong className="font-semibold">{words}</strong> : words}
      </th>
      <td className={`py-2 text-right tabular-nums ${isStrong ? 'font-semibold' : ''}`}>{figure(count)}</td>
    </tr>
  )
}
