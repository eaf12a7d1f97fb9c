'use client'

import { ActivityLink, AuditLink } from '../audit/audit-link.tsx'
import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { DeleteSellerForm } from '../compliance/delete-seller-form.tsx'
import { ActionForm } from '../forms/action-form.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useForm } from '../forms/use-form.tsx'
import { SidePanel } from '../list/side-panel.tsx'
import { Button } from '../ui/button.tsx'
import { Code, ShownOnce } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { ChoiceCards } from '../ui/field.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { releaseWords } from './address-words.ts'
import type { RoleChoice } from './invitations.tsx'

interface Person {
  id: string
  /** The account that a seller signs in for. */
  account: { id: string; name: string } | null
  name: string
  email: string
  role: string
  isDisabled: boolean
  /** ISO 8601. */
  createdAt: string
  /** ISO 8601; null: not verified. */
  emailConfirmedAt: string | null
}

export interface PersonActions {
  readonly giveRole: FormAction
  readonly setEnabled: FormAction
  readonly free: FormAction
  readonly createReset: FormAction
  readonly deleteSeller: FormAction
}

/** The button at the end of a person's row, and the panel that it opens: their role, and whether they can sign in. */
export function PersonPanel({
  person,
  roles,
  actions,
}: {
  person: Person
  roles: readonly RoleChoice[]
  actions: PersonActions
}) {
  const { account } = person
  return (
    <SidePanel
      id={person.id}
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
            { term: 'Email address', detail: person.email },
            ...(account === null
              ? []
              : [
                  { term: 'Account', detail: account.name },
                  {
                    term: 'Account id',
                    detail: (
                      <Code wrap copy="the account id">
                        {account.id}
                      </Code>
                    ),
                  },
                ]),
            { term: 'Since', detail: <TimeStamp at={person.createdAt} /> },
          ]}
        />
        <p className="flex flex-wrap gap-4">
          <AuditLink kind="person" id={person.id} />
          <ActivityLink id={person.id} />
        </p>
        {account !== null && (
          <div>
            <LinkButton href={authorizationsView.href(authorizationsView.whole, { account: account.name })}>
              Show selling partners
            </LinkButton>
          </div>
        )}
        {person.role !== 'account' && <RoleForm person={person} roles={roles} action={actions.giveRole} />}
        {!person.isDisabled && <ResetForm person={person} action={actions.createReset} />}
        {account !== null && <FreeForm person={person} action={actions.free} />}
        <EnabledForm person={person} action={actions.setEnabled} />
        {account !== null && (
          <div className="border-line border-t pt-5">
            <DeleteSellerForm account={account} action={actions.deleteSeller} />
          </div>
        )}
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
  return (
    <ActionForm name="person-role" action={action} hidden={{ id: person.id }} className="grid gap-3">
      <ChoiceCards
        key={person.role}
        legend="Role"
        name="role"
        defaultValue={person.role}
        choices={roles.map(({ id, label, hint }) => ({ value: id, label, description: hint }))}
      />
      <div className="flex justify-end">
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change role
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

/** For a person who has forgotten their password. */
function ResetForm({ person, action }: { person: Person; action: FormAction }) {
  const [state, submit] = useForm(action, 'person-reset', { id: person.id })
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-5">
      {state.link === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce
          title={state.done}
          next="Send it to this person only: anyone who opens it can sign in as them. It works once, within 24 hours, and isn’t shown again."
          value={state.link}
          what="the reset link"
        >
          Copy the link
        </ShownOnce>
      )}
      <input type="hidden" name="id" value={person.id} />
      <p className="text-ink-muted">
        If they forgot their password, send them a link to choose a new one. First make sure that the request
        really comes from them.
      </p>
      <KeptCheckBox
        state={state}
        usual={false}
        name="takenOver"
        label="Someone else may have access"
        hint="Signs them out everywhere now, removes their passkeys, app and provider, and locks the password until they choose another."
      />
      <div className="flex justify-end">
        <SubmitButton variant="secondary" pendingLabel="Creating the link">
          Create reset link
        </SubmitButton>
      </div>
    </form>
  )
}

/** Anybody can sign up with another person's address, which the owner then can't use. */
function FreeForm({ person, action }: { person: Person; action: FormAction }) {
  return (
    <ActionForm
      name="person-free"
      action={action}
      hidden={{ id: person.id }}
      className="grid gap-3 border-line border-t pt-5"
    >
      <p className="text-ink-muted">{releaseWords(person.emailConfirmedAt)}</p>
      <div className="flex justify-end">
        <SubmitButton variant="secondary" pendingLabel="Releasing the address">
          Release address
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

function EnabledForm({ person, action }: { person: Person; action: FormAction }) {
  return (
    <ActionForm
      name="person-enabled"
      action={action}
      hidden={{ id: person.id, wanted: person.isDisabled ? 'enabled' : 'disabled' }}
      className="grid gap-3 border-line border-t pt-5"
    >
      <p className="text-ink-muted">
        {person.isDisabled
          ? 'Disabled: this person can’t sign in.'
          : 'Disabling ends all their sessions immediately and blocks new ones. You can enable them again here.'}
      </p>
      <div className="flex justify-end">
        <SubmitButton
          variant={person.isDisabled ? 'secondary' : 'danger'}
          pendingLabel={person.isDisabled ? 'Enabling' : 'Disabling'}
        >
          {person.isDisabled ? 'Enable' : 'Disable'}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
