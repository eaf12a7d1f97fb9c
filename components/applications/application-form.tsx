'use client'

import { useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction, FormState } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ChoiceCards, TextAreaField, TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type EnvironmentFact, EnvironmentFacts } from './application-facts.tsx'
import {
  AddressFields,
  AudienceFields,
  FormSection,
  IdentityFields,
  RenewalFields,
  SecretFields,
} from './application-fields.tsx'
import { typedOf } from './typed.ts'

/**
 * Everything that an admin enters about an application. A new one has no `id` yet, and includes its client secret. For
 * the environment's application, `given` lists the facts that aren't editable.
 */
export function ApplicationForm({
  action,
  stored,
  given,
  tokenEndpoints,
  termDays,
}: {
  action: FormAction
  /** Field → text; with `id` and `seenAt` when it exists. */
  stored: Readonly<Record<string, string>>
  /** Null: everything is editable. */
  given: readonly EnvironmentFact[] | null
  tokenEndpoints: readonly string[]
  /** The values that each kind starts with. */
  termDays: Readonly<Record<string, number | null>>
}) {
  const [state, submit] = useForm(action, 'application')
  const [distribution, setDistribution] = useState<string | null>(null)
  const typed = typedOf(state, stored)
  const isNew = stored.id === undefined

  return (
    <form action={submit} className="rounded-md border border-line bg-surface">
      {stored.id !== undefined && <input type="hidden" name="id" value={stored.id} />}
      {stored.seenAt !== undefined && <input type="hidden" name="seenAt" value={stored.seenAt} />}
      {state.problem !== null && (
        <div className="px-4 pt-4">
          <FormProblem state={state} />
          {state.problem.field !== null && (
            <Notice
              tone="bad"
              title="Not saved"
              next={
                <a href={`#${state.problem.field}`} className="underline underline-offset-2">
                  One field needs to be corrected.
                </a>
              }
            />
          )}
        </div>
      )}
      <FormSection title="Application" hint="How sellers and operators see it, and what Amazon calls it.">
        <TextField
          name="name"
          label="Name"
          hint="Sellers choose by name if there are several applications."
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={typed.value('name')}
          error={typed.error('name')}
        />
        {given === null ? (
          <IdentityFields typed={typed} tokenEndpoints={tokenEndpoints} />
        ) : (
          <EnvironmentFacts facts={given} />
        )}
      </FormSection>
      {isNew && (
        <FormSection title="Client secret" hint="The secret of the LWA client. Write-only.">
          <SecretFields typed={typed} isAgain={state.problem !== null} />
        </FormSection>
      )}
      <FormSection title="Who may authorize it">
        <AudienceFields typed={typed} chooseDistribution={setDistribution} />
      </FormSection>
      <FormSection title="Addresses" hint={given === null ? 'Exactly as registered at Amazon.' : undefined}>
        {given === null && <AddressFields typed={typed} />}
        <TextAreaField
          name="returnAddresses"
          label="Return URLs"
          hint="Pages of your own that sellers can return to after authorizing. One per line."
          placeholder="https://app.example.com/connected"
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed.value('returnAddresses')}
          error={typed.error('returnAddresses')}
        />
      </FormSection>
      <FormSection
        title="Roles"
        hint="A role added later works only after each seller authorizes again. You see who is affected before anyone is asked."
      >
        <TextAreaField
          name="roles"
          label="Application roles"
          hint="One per line, exactly as Amazon names them."
          placeholder={'Product Listing\nInventory and Order Tracking'}
          rows={4}
          defaultValue={typed.value('roles')}
          error={typed.error('roles')}
        />
      </FormSection>
      <FormSection title="Renewal" hint="Dates only warn. An authorization ends only when Amazon refuses it.">
        <RenewalFields
          typed={typed}
          termDays={isNew && distribution !== null ? String(termDays[distribution] ?? '') : null}
        />
      </FormSection>
      <div className="grid gap-3 rounded-b-md border-line border-t bg-surface px-4 py-3">
        {state.problem === null && <FormProblem state={state} />}
        <RolesPreview state={state} />
        <div className="flex justify-end">
          <SubmitButton pendingLabel={isNew ? 'Adding' : 'Saving'}>
            {isNew ? 'Add application' : 'Save'}
          </SubmitButton>
        </div>
      </div>
    </form>
  )
}

/** The sellers whom new roles affect, and the question whether they have to approve them. Field `newRoles`. */
export function RolesPreview({ state: { rolesPreview: preview } }: { state: FormState }) {
  if (preview === undefined) return null
  const { roles, total, names } = preview
  const sellers = total === 1 ? '1 connected seller' : `${total} connected sellers`
  return (
    <div className="grid gap-4">
      <Notice
        tone="due"
        live
        title={`${roles.join(', ')}: ${sellers} may lack ${roles.length === 1 ? 'this role' : 'these roles'}`}
        cause={`${names.join(', ')}${total > names.length ? ` and ${total - names.length} more` : ''}`}
        next="Nothing is saved yet. Choose an option, then save."
      />
      <ChoiceCards
        legend="Do these sellers have to authorize again?"
        name="newRoles"
        choices={[
          {
            value: 'missing',
            label: `Yes, ask ${total === 1 ? 'the seller' : `all ${total}`}`,
            description:
              'The application got the role at Amazon after they authorized. They will be marked as needing re-authorization; their tokens keep working.',
          },
          {
            value: 'approved',
            label: 'No, they have approved it already',
            description: 'The application always had the role; it just wasn’t entered here.',
          },
        ]}
      />
    </div>
  )
}
