'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { type Typed, typedOf } from '../applications/typed.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { CheckBox, FieldError, TextAreaField, TextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

export interface EventTypeChoice {
  readonly type: string
  readonly description: string
}

export interface EndpointChoices {
  readonly applications: readonly { readonly id: string; readonly name: string }[]
  readonly eventTypes: readonly EventTypeChoice[]
}

/** An endpoint's stored values, as its form shows them. */
export interface EndpointFields {
  /** The version; empty for a new one. */
  readonly seenAt: string
  readonly name: string
  readonly url: string
  /** Null: all. */
  readonly eventTypes: readonly string[] | null
  readonly application: string
  /** One per line. */
  readonly tags: string
}

const blank: EndpointFields = { seenAt: '', name: '', url: '', eventTypes: null, application: '', tags: '' }

/** Adds an endpoint, whose secret is then shown until the page is left, or changes one. */
export function EndpointForm({
  id,
  stored,
  choices,
  action,
}: {
  /** The endpoint's id, also for a new one, so that submitting twice adds one. */
  id: string
  /** Null for a new one. */
  stored: EndpointFields | null
  choices: EndpointChoices
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'endpoint')
  const { eventTypes, ...known } = stored ?? blank
  const typed = typedOf(state, known)
  return (
    <div className="grid gap-4">
      {state.key === undefined ? (
        <FormProblem state={state} />
      ) : (
        <>
          <SecretShownOnce state={state} />
          {state.outcome?.href && (
            <div>
              <LinkButton href={state.outcome.href}>Open the endpoint</LinkButton>
            </div>
          )}
        </>
      )}
      {state.key === undefined && (
        <form action={submit} className="grid gap-4">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seenAt" value={known.seenAt} />
          {/* The fields start over from newly stored values. */}
          <div key={known.seenAt} className="grid gap-4">
            <TextField
              name="name"
              label="Name"
              hint="The program that receives the events."
              autoComplete="off"
              maxLength={100}
              required
              defaultValue={typed.value('name')}
              error={typed.error('name')}
            />
            <TextField
              name="url"
              label="URL"
              type="url"
              hint="It receives a POST request for each event and answers with a status from 200 to 299 within 20 seconds."
              placeholder="https://api.example.com/gatehouse"
              autoComplete="off"
              spellCheck={false}
              maxLength={2_000}
              required
              defaultValue={typed.value('url')}
              error={typed.error('url')}
            />
            <TypesField
              state={state}
              isStale={typed.isStale}
              stored={eventTypes}
              eventTypes={choices.eventTypes}
            />
            <ApplicationField
              none="All applications"
              applications={choices.applications}
              value={typed.value('application')}
              error={errorOf(state, 'application') ?? storedApplication(typed, known, choices)}
            />
            <TextAreaField
              name="tags"
              label="Tags"
              hint="Optional. One per line, as key=value. Only events of authorizations with all of them are sent."
              placeholder="plan=pro"
              rows={2}
              spellCheck={false}
              defaultValue={typed.value('tags')}
              error={typed.error('tags')}
            />
          </div>
          <div>
            <SubmitButton pendingLabel={stored === null ? 'Adding the endpoint' : 'Saving'}>
              {stored === null ? 'Add the endpoint' : 'Save changes'}
            </SubmitButton>
          </div>
        </form>
      )}
    </div>
  )
}

/** Field `types`: checked for all of them; else a checkbox for each. */
function TypesField({
  state,
  isStale,
  stored,
  eventTypes,
}: {
  state: FormState
  isStale: boolean
  stored: EndpointFields['eventTypes']
  eventTypes: readonly EventTypeChoice[]
}) {
  const { values } = state
  const wasSent = values.name !== undefined
  const isAll = wasSent ? values.types !== '' : stored === null
  const chosen = isAll ? null : eventTypes.flatMap(({ type }) => (values[type] === 'yes' ? [type] : []))
  const isOther = isStale && inWords(chosen) !== inWords(stored)
  const byNoun = Map.groupBy(eventTypes, ({ type }) => type.slice(0, type.indexOf('.')))
  return (
    <fieldset className="group grid gap-3">
      <legend className="mb-1.5 font-medium">Event types</legend>
      <CheckBox
        name="types"
        value="all"
        label="All of them"
        hint="Including types that later versions add."
        defaultChecked={isAll}
      />
      <FieldError
        id="types-error"
        error={errorOf(state, 'types') ?? (isOther ? `Stored now: ${inWords(stored)}` : null)}
      />
      <div className="grid gap-5 rounded-md border border-line p-3 group-has-[[name=types]:checked]:hidden">
        {[...byNoun].map(([noun, types]) => (
          <fieldset key={noun} className="grid gap-2">
            <legend className="mb-1.5 font-medium text-ink-muted text-sm first-letter:uppercase">
              {noun.replaceAll('_', ' ')}
            </legend>
            {types.map(({ type, description }) => (
              <CheckBox
                key={type}
                name={type}
                label={<span className="font-mono text-sm wrap-anywhere">{type}</span>}
                hint={description}
                defaultChecked={wasSent ? values[type] === 'yes' : (stored?.includes(type) ?? false)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  )
}

function inWords(types: EndpointFields['eventTypes']): string {
  return types === null ? 'all of them' : types.join(', ')
}

/** An id says nothing to a person. */
function storedApplication(
  typed: Typed,
  { application }: Pick<EndpointFields, 'application'>,
  { applications }: EndpointChoices,
): string | null {
  if (!typed.isStale || typed.value('application') === application) return null
  return `Stored now: ${applications.find(({ id }) => id === application)?.name ?? 'All applications'}`
}

/** The secret of an endpoint, after it was added or its secret was replaced. */
export function SecretShownOnce({ state }: { state: FormState }) {
  if (state.key === undefined) return null
  return (
    <ShownOnce
      title={state.done}
      next="Copy its secret now into the program that verifies the signatures. It isn’t shown again."
      value={state.key}
      what="the secret"
    >
      Copy the secret
    </ShownOnce>
  )
}
