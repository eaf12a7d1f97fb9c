'use client'

import { clsx } from 'clsx'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { NameAndSharing } from '../forms/name-and-sharing.tsx'
import { Badge } from '../ui/badge.tsx'
import { FoldedPanel } from '../ui/folded-panel.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { NavTabs } from '../ui/nav-tabs.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { authorizationsView } from './authorizations-view.ts'
import { isEdited, type ListView, type Resolved, toParameters, viewHref } from './list-views.ts'

interface Props {
  resolved: Resolved
  /** All views that this person can choose, in order. */
  views: readonly ListView[]
  mayShare: boolean
  /** Created with the form: submitting it twice saves one view. */
  formId: string
  actions: {
    readonly save: FormAction
    readonly change: FormAction
    readonly rename: FormAction
    readonly remove: FormAction
  }
}

/** The views of the list; the changes to the current one, and how to save them. */
export function ViewBar({ resolved, views, mayShare, formId, actions }: Props) {
  const { shown, view } = resolved
  const base = view ?? { parameters: {} }
  const isChanged = isEdited(shown, base)
  const parameters = new URLSearchParams(toParameters(shown)).toString()
  const saved = view?.saved ?? null
  const canChange = saved?.mayChange === true
  return (
    <div className="grid grid-cols-1 gap-3">
      {/* Side by side, so that nothing below moves when a filter is chosen. On a phone, a view of one's own has too many
          controls for that: they are below it, whether or not it is edited. */}
      <div className={clsx('relative flex gap-3', canChange && 'max-md:flex-col')}>
        <div className="min-w-0 flex-1">
          <NavTabs
            label="Views"
            current={view === null ? (isChanged ? null : authorizationsView.path) : viewHref(view)}
            tabs={[
              { href: authorizationsView.path, label: 'All' },
              ...views.map((one) => ({ href: viewHref(one), label: one.name })),
            ]}
          />
        </div>
        {(isChanged || canChange) && (
          <div className={clsx('flex items-center gap-2', canChange ? 'flex-wrap' : 'shrink-0')}>
            {view !== null && isChanged && (
              <span className="flex max-md:hidden">
                <Badge tone="due">Edited</Badge>
              </span>
            )}
            {isChanged && canChange && saved !== null && (
              <ActionForm
                name="view-change"
                action={actions.change}
                hidden={{ id: saved.id, version: saved.version, parameters }}
                className="contents"
              >
                <SubmitButton size="small" pendingLabel="Saving">
                  Save
                </SubmitButton>
              </ActionForm>
            )}
            {view !== null && isChanged && (
              <LinkButton href={viewHref(view)} size="small" variant="ghost">
                Reset
              </LinkButton>
            )}
            {isChanged && (
              <FoldedPanel label="Save as…" isAsWideAsRow>
                <SaveForm
                  key={view === null ? '' : viewHref(view)}
                  formId={formId}
                  parameters={parameters}
                  mayShare={mayShare}
                  action={actions.save}
                />
              </FoldedPanel>
            )}
            {view !== null && saved !== null && canChange && (
              <FoldedPanel label="View settings" isAsWideAsRow>
                {/* Each view has forms of its own. */}
                <Settings
                  key={saved.id}
                  view={view}
                  saved={saved}
                  mayShare={mayShare}
                  rename={actions.rename}
                  remove={actions.remove}
                />
              </FoldedPanel>
            )}
          </div>
        )}
      </div>
      <ViewNotices resolved={resolved} />
    </div>
  )
}

function SaveForm({
  formId,
  parameters,
  mayShare,
  action,
}: {
  formId: string
  parameters: string
  mayShare: boolean
  action: FormAction
}) {
  return (
    <ActionForm
      name="view-save"
      action={action}
      hidden={{ id: formId, parameters }}
      identity={{ parameters }}
      className="grid gap-3"
    >
      {(state) => (
        <>
          <NameAndSharing state={state} id="view-name" label="Name of the view" mayShare={mayShare} />
          <div>
            <SubmitButton pendingLabel="Saving">Save view</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}

function Settings({
  view: { name },
  saved: { id, version, isShared, isOwn, ownerName },
  mayShare,
  rename,
  remove,
}: {
  view: ListView
  saved: NonNullable<ListView['saved']>
  mayShare: boolean
  rename: FormAction
  remove: FormAction
}) {
  return (
    <div className="grid gap-4">
      {!isOwn && <p className="text-ink-muted text-sm">{ownerName} saved this view.</p>}
      <ActionForm name="view-rename" action={rename} hidden={{ id, version }} className="grid gap-3">
        {(state) => (
          <>
            <NameAndSharing
              // Shows the name of another version; the form's own result stays.
              key={version}
              state={state}
              id="view-new-name"
              label="Name of the view"
              name={name}
              isShared={isShared}
              mayShare={mayShare && isOwn}
            />
            <div>
              <SubmitButton variant="secondary" pendingLabel="Saving">
                Save settings
              </SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
      <ActionForm
        name="view-remove"
        action={remove}
        hidden={{ id, version }}
        className="grid gap-3 border-line border-t pt-4"
      >
        <p className="text-ink-muted text-sm">
          {isShared ? 'It disappears for all operators.' : 'Nobody else uses it.'} The selling partners stay.
        </p>
        <div>
          <SubmitButton variant="danger" pendingLabel="Deleting">
            Delete view
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  )
}

/** The parts of the address that could not be applied. */
function ViewNotices({ resolved: { isUnknown, dropped } }: { resolved: Resolved }) {
  return (
    <>
      {isUnknown && (
        <Notice
          tone="due"
          title="This view no longer exists"
          next="It was deleted, or it belongs to someone else. Choose another one."
        />
      )}
      {dropped.length > 0 && (
        <Notice
          tone="due"
          title="Part of this view no longer applies"
          cause={`Left out: ${dropped.map((name) => parameterWords[name] ?? name).join(', ')}. The list may show more than it did.`}
          next="Save the view as it is now, or choose another filter."
        />
      )}
    </>
  )
}

const parameterWords: Readonly<Record<string, string>> = {
  application: 'the application',
  marketplace: 'the marketplace',
  role: 'the role',
  incident: 'the incident',
  health: 'a health',
  flag: 'a flag',
  columns: 'a column',
  sort: 'the order',
}
