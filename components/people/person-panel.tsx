'use client'

import { useActionState } from 'react'
import { Button } from '../ui/button.tsx'
import { ChoiceCards } from '../ui/choice-cards.tsx'
import { Facts } from '../ui/facts.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { FormProblem } from './form-problem.tsx'
import { emptyForm, type FormAction } from './form-state.ts'
import type { RoleChoice } from './role-choice.ts'

interface Person {
  id: string
  name: string
  email: string
  role: string
  isDisabled: boolean
  /** ISO 8601. */
  createdAt: string
}

/** The button at the end of a person's row, and what it opens: their role, and whether they may sign in. */
export function PersonPanel({
  person,
  roles,
  giveRole,
  setEnabled,
}: {
  person: Person
  roles: readonly RoleChoice[]
  giveRole: FormAction
  setEnabled: FormAction
}) {
  return (
    <SidePanel
      trigger={
        <Button size="small" aria-label={`Manage ${person.name}`}>
          Manage
        </Button>
      }
      title={person.name}
    >
      <div className="grid gap-6">
        <Facts
          facts={[
            { term: 'E-mail address', detail: person.email },
            { term: 'Since', detail: <TimeStamp at={person.createdAt} /> },
          ]}
        />
        {person.role !== 'account' && <RoleForm person={person} roles={roles} action={giveRole} />}
        <EnabledForm person={person} action={setEnabled} />
      </div>
    </SidePanel>
  )
}

function RoleForm({
  person,
  roles,
  action,
}: {
  person: Person
  roles: readonly RoleChoice[]
  action: FormAction
}) {
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <form action={submit} className="grid gap-3">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={person.id} />
      <ChoiceCards
        key={person.role}
        legend="Role"
        name="role"
        defaultValue={person.role}
        choices={roles.map(({ id, label, hint }) => ({ value: id, label, description: hint }))}
      />
      <div className="flex justify-end">
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change the role
        </SubmitButton>
      </div>
    </form>
  )
}

function EnabledForm({ person, action }: { person: Person; action: FormAction }) {
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-5">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={person.id} />
      <input type="hidden" name="wanted" value={person.isDisabled ? 'enabled' : 'disabled'} />
      <p className="text-ink-muted">
        {person.isDisabled
          ? 'Disabled: nobody can sign in as this person.'
          : 'Disabling ends all their sessions at once and lets them begin none. It can be undone here.'}
      </p>
      <div className="flex justify-end">
        <SubmitButton
          variant={person.isDisabled ? 'secondary' : 'danger'}
          pendingLabel={person.isDisabled ? 'Enabling' : 'Disabling'}
        >
          {person.isDisabled ? 'Enable' : 'Disable'}
        </SubmitButton>
      </div>
    </form>
  )
}
