'use client'

import type { Entered } from '#lib/amazon/catalog/build-call.ts'
import type { CallExample } from '#lib/calls/examples.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { NameAndSharing } from '../forms/name-and-sharing.tsx'
import { Badge } from '../ui/badge.tsx'
import { FoldedPanel } from '../ui/folded-panel.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

export interface ExampleActions {
  readonly save: FormAction
  readonly change: FormAction
  readonly rename: FormAction
  readonly remove: FormAction
}

interface Props {
  operationKey: string
  examples: readonly CallExample[]
  /** The values in the form that differ from its initial ones. */
  entered: Entered
  onOpen: (entered: Entered) => void
  mayShare: boolean
  /** Created with the page: submitting it twice saves one example. */
  formId: string
  actions: ExampleActions
}

/** Saved values for this operation: to open, to add and to change. */
export function SavedExamples({ examples, ...props }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      {examples.length > 0 && (
        <FoldedPanel align="left" label={`Examples (${examples.length})`}>
          <ul className="grid gap-1">
            {examples.map((example) => (
              // Each version has forms of its own, which show its name.
              <Example key={`${example.id} ${example.version}`} example={example} {...props} />
            ))}
          </ul>
        </FoldedPanel>
      )}
      <FoldedPanel align="left" label="Save as example">
        <SaveForm key={examples.length} {...props} />
      </FoldedPanel>
    </div>
  )
}

function SaveForm({ operationKey, entered, mayShare, formId, actions }: Omit<Props, 'examples'>) {
  return (
    <ActionForm
      name="example-save"
      action={actions.save}
      hidden={{ id: formId, operation: operationKey, input: JSON.stringify(entered) }}
      identity={{ operation: operationKey }}
      className="grid gap-3"
    >
      {(state) => (
        <>
          <NameAndSharing
            state={state}
            id="example-name"
            label="Name of the example"
            hint="It keeps what you entered, but not the seller, its marketplaces or a reason."
            mayShare={mayShare}
          />
          <div>
            <SubmitButton pendingLabel="Saving">Save example</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}

function Example({
  example,
  entered,
  onOpen,
  mayShare,
  actions,
}: Omit<Props, 'examples'> & { example: CallExample }) {
  const { id, name, version, isShared, isOwn, ownerName, mayChange } = example
  return (
    <li className="grid gap-1 border-line border-t pt-1 first:border-t-0 first:pt-0">
      <div className="flex items-center gap-2">
        <button
          type="button"
          onClick={({ currentTarget }) => {
            onOpen(example.entered)
            currentTarget.closest('details')?.removeAttribute('open')
          }}
          className="min-h-8 min-w-0 flex-1 rounded-md px-2 text-left font-medium text-accent-ink wrap-anywhere hover:bg-sunken"
        >
          {name}
        </button>
        {isShared && (
          <Badge tone="neutral" title={isOwn ? 'All operators see it.' : `${ownerName} shares it.`}>
            Shared
          </Badge>
        )}
      </div>
      {mayChange && (
        <details>
          <summary className="flex min-h-8 w-fit items-center rounded-md px-2 text-ink-muted text-sm hover:bg-sunken">
            Change or delete
            <span className="sr-only"> {name}</span>
          </summary>
          <div className="grid gap-4 p-2">
            <ActionForm
              name="example-rename"
              action={actions.rename}
              hidden={{ id, version }}
              className="grid gap-3"
            >
              {(state) => (
                <>
                  <NameAndSharing
                    state={state}
                    id={`name-${id}`}
                    label="Name of the example"
                    name={name}
                    isShared={isShared}
                    mayShare={mayShare && isOwn}
                  />
                  <div>
                    <SubmitButton variant="secondary" size="small" pendingLabel="Saving">
                      Save settings
                    </SubmitButton>
                  </div>
                </>
              )}
            </ActionForm>
            <div className="flex flex-wrap gap-2">
              <ActionForm
                name="example-change"
                action={actions.change}
                hidden={{ id, version, input: JSON.stringify(entered) }}
                className="grid gap-2"
              >
                <SubmitButton variant="secondary" size="small" pendingLabel="Saving">
                  Replace with the current values
                </SubmitButton>
              </ActionForm>
              <ActionForm
                name="example-remove"
                action={actions.remove}
                hidden={{ id, version }}
                className="grid gap-2"
              >
                <SubmitButton variant="danger" size="small" pendingLabel="Deleting">
                  Delete example
                </SubmitButton>
              </ActionForm>
            </div>
          </div>
        </details>
      )}
    </li>
  )
}
